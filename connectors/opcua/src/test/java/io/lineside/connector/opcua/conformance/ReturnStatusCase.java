package io.lineside.connector.opcua.conformance;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** One thing to say in one dialect. */
record ReturnStatusCase(ReturnStatusWord.Dialect dialect, ReturnStatusWord word) implements Cited {
    static Stream<ReturnStatusCase> all() {
        return Arrays.stream(ReturnStatusWord.Dialect.values())
                .flatMap(dialect ->
                        Arrays.stream(ReturnStatusWord.values()).map(word -> new ReturnStatusCase(dialect, word)));
    }

    @Override
    public String clause() {
        return dialect.clause();
    }

    @Override
    public String title() {
        return word.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " is " + word.in(dialect) + " with status "
                + (word == ReturnStatusWord.NO_ERROR ? "Good" : "Uncertain");
    }

    @Override
    public String toString() {
        return title();
    }
}
