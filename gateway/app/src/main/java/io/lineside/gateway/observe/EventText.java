package io.lineside.gateway.observe;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds single values in the data of a ledger event without reading it as JSON: every job has several events, and all of them pass
 * here. What a value of text says can not be taken for a key: the quotes in it are escaped.
 */
public final class EventText {
    private EventText() {}

    /** A text of the data that has no letter which would be escaped, such as an id. */
    public static Optional<String> text(String data, String key) {
        int from = behind(data, key);
        if (from < 0 || from >= data.length() || data.charAt(from) != '"') {
            return Optional.empty();
        }
        int end = data.indexOf('"', from + 1);
        return end < 0 ? Optional.empty() : Optional.of(data.substring(from + 1, end));
    }

    /** A whole number of the data. */
    public static OptionalInt number(String data, String key) {
        int from = behind(data, key);
        int end = from;
        while (end >= 0 && end < data.length() && Character.isDigit(data.charAt(end))) {
            end++;
        }
        return end > from ? OptionalInt.of(Integer.parseInt(data, from, end, 10)) : OptionalInt.empty();
    }

    private static int behind(String data, String key) {
        String quoted = "\"" + key + "\":";
        int at = data.indexOf(quoted);
        return at < 0 ? -1 : at + quoted.length();
    }
}
