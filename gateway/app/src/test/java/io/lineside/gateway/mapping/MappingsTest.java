package io.lineside.gateway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lineside.config.door.MappingConfig;
import io.lineside.config.source.Fault;
import io.lineside.config.source.Position;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a jq program of a site may say, and what becomes of one that goes wrong over a document. */
class MappingsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '^',
            value = {
                "{items: ! m.jq:1:7: must be a jq program, was broken here: Encountered \"<EOF>\"",
                "^{a: 1}\n  | 'x'^ ! m.jq:2:5: must be a jq program, was broken here: Lexical error",
                "^# only\n^ ! m.jq:1:7: must be a jq program, was broken here: Encountered \"<EOF>\"",
                "{a: env.PATH} ! m.jq:1:5: must call a function that there is, was 'env'",
                "{a: $ENV.PATH} ! m.jq:1:5: may not read the environment, was '$ENV'",
                "{a: input} ! m.jq:1:5: must call a function that there is, was 'input'",
                "{a: now} ! m.jq:1:5: must call a function that there is, was 'now'",
                "{a: \"\\(.b | nowhere)\"} ! m.jq:1:13: must call a function that there is, was 'nowhere'",
                "include \"x\"; . ! m.jq:1:1: may not read other files, was 'include'",
                "{a: (.text * .count)} ! m.jq:1:12: must multiply by a number that is written there, was something"
                        + " else; allowed: numbers up to 1000",
                "{a: (1000 * 1000 * .text)} ! m.jq:1:18: must multiply by a number that is written there, was"
                        + " something else; allowed: numbers up to 1000",
            })
    void programThatMayNotRunIsAFaultOfTheSiteWhereItStands(String program, String fault) {
        assertThat(Mappings.faults(List.of(config(program))))
                .extracting(Fault::toString)
                .first()
                .asString()
                .startsWith(fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{env: .env, now, input: .input.now, \"a\": \"env now \\(.now)\"} # env now",
                "def f(g; $x): g + $x; . as {env: $now} | {a: f($now; .b), c: (10 * .d), d: (.e * 2.5)}",
                "reduce .items[] as $i ({}; . + {($i.name): $i.value}) | try . catch {error: .} | label $out | .",
                "if .a then {b: .} elif .c then . else {d: @base64 \"x\\(.e)\"} end | .a |= 1 | .b *= 2",
                "[.items[]? | select(.a and (.b | not))] | {items: ., n: length}"
            })
    void programThatSaysSuchThingsIsFine(String program) {
        assertThat(Mappings.faults(List.of(config(program)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '^',
            value = {
                "empty ! {} ! mapping-result ! made none",
                ".a[] ! {\"a\":[{},{}]} ! mapping-result ! made several",
                "range(1e12) ! {} ! mapping-result ! made several",
                "[.a] ! {} ! mapping-result ! made array",
                ".a ! {\"a\":1} ! mapping-result ! made number",
                ".items[].a ! {\"items\":3} ! mapping-failed ! Cannot iterate over number",
                "error(\"no items\") ! {} ! mapping-failed ! no items",
                "{a: [range(1e12)]} ! {} ! mapping-endless ! took too long",
                "{a: [range(.n)]} ! {\"n\":1e9} ! mapping-endless ! took too long",
                "{a: [combinations(.n)]} ! [1,2] ! mapping-failed ! mapping m",
                "def f: f; f ! {} ! mapping-endless ! took too long",
                "{a: [recurse(.)]} ! {} ! mapping-endless ! took too long",
                "def f($n): if $n == 0 then 1 else f($n - 1) + f($n - 1) end; {a: f(60)} ! {} ! mapping-endless !"
                        + " took too long",
            })
    void documentThatNoOrderIsMadeOfIsRefusedInWords(String program, String document, String code, String detail) {
        // When
        MappingResult result = apply(program, document);

        // Then
        assertThat(result).as(result.toString()).isInstanceOf(MappingResult.Failed.class);
        var refusal = (MappingResult.Failed) result;
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.detail()).contains(detail);
    }

    @Test
    void programsThatDoNotEndHoldUpNobodyElse() {
        // Given
        Mappings mappings = Mappings.of(List.of(
                config("def f($n): if $n == 0 then 1 else f($n - 1) + f($n - 1) end; {a: f(60)}"),
                new MappingConfig("quick", "{a: 1}", Position.startOf(Path.of("quick.jq")))));
        for (int i = 0; i < 3; i++) {
            var unused = mappings.apply("m", json("{}"));
        }

        // Then
        assertThat(mappings.apply("quick", json("{}"))
                        .toCompletableFuture()
                        .orTimeout(30, TimeUnit.SECONDS)
                        .join())
                .isEqualTo(new MappingResult.Made("{\"a\":1}"));
    }

    @Test
    void numbersOfADocumentAreTakenAsTheyAre() {
        assertThat(apply("{id: (.id | tostring), price: .price}", "{\"id\":820982911946154508,\"price\":1.10}"))
                .isEqualTo(new MappingResult.Made("{\"id\":\"820982911946154508\",\"price\":1.1}"));
    }

    private static MappingResult apply(String program, String document) {
        return Mappings.of(List.of(config(program)))
                .apply("m", json(document))
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static MappingConfig config(String program) {
        return new MappingConfig("m", program, Position.startOf(Path.of("m.jq")));
    }
}
