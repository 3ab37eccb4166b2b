package io.lineside.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An order that is read item by item is the same order, to the last character of its canonical text. */
class StreamedOrderTest {
    private static final List<String> VALUES = List.of(
            "1",
            "1.0",
            "1.00",
            "-0",
            "1e2",
            "12345678901234567890",
            "true",
            "null",
            "\"a\\u00e9 \\n\"",
            "\"\"",
            "[1, 2.50]",
            "{\"z\": 1, \"a\": [ {} ]}");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    private static String object(Random random) {
        var names = new ArrayList<>(List.of("product", "quantity", "options", "b", "\u00fc", "q\\\"q"));
        Collections.shuffle(names, random);
        return names.stream()
                .limit(random.nextInt(names.size() + 1))
                .map(name -> " \"" + name + "\" :" + VALUES.get(random.nextInt(VALUES.size())))
                .collect(Collectors.joining(", ", "{", " }"));
    }

    private static String order(Random random) {
        var fields = new ArrayList<>(List.of("\"externalId\": \"x\"", "\"priority\": 1.0", "\"zz\": [[]]"));
        fields.add(IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> object(random))
                .collect(Collectors.joining(" ,\n", "\"items\": [ ", " ]")));
        Collections.shuffle(fields, random);
        return " {" + String.join(" , ", fields) + "} ";
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void canonicalTextAndItemsAreThoseOfTheWholeTree(long seed) throws Exception {
        // Given
        String body = order(new Random(seed));

        // When
        Json streamed = Json.streamed(body);

        // Then
        Json whole = Json.whole(body);
        assertThat(streamed.root().path("items")).isInstanceOf(StreamedItems.class);
        assertThat(streamed.canonical()).isEqualTo(whole.canonical());
        List<JsonNode> items = new ArrayList<>();
        streamed.root().path("items").forEach(items::add);
        assertThat(items).containsExactlyElementsOf(whole.root().path("items"));
        assertThat(streamed.root().path("priority")).isEqualTo(whole.root().path("priority"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"items\": [{}, 3]}",
                "{\"items\": [{\"a\": 1, \"a\": 2}]}",
                "{\"items\": [], \"items\": [{}]}",
                "{\"items\": [{}]} x",
                "{\"items\": [{}",
                "{\"items\": [{\"a\": 1e99999999999}]}",
                "{\"items\": [{\"a\": \"\\uD800\"}]}",
                "{\"a\": 1, \"a\": 2, \"items\": []}",
                "{\"items\": {\"0\": {}}}"
            })
    void whatIsWrongIsSaidInTheSameWords(String body) {
        assertThat(said(() -> Json.streamed(body))).isEqualTo(said(() -> Json.whole(body)));
    }

    @Test
    void largeOrderIsReadItemByItem() throws Exception {
        // Given
        String body = IntStream.range(0, 1_000)
                .mapToObj(i ->
                        "{\"product\":\"mug\",\"quantity\":1,\"options\":{\"text\":\"Ada " + i + " of a great many\"}}")
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));

        // When
        Json order = Json.read(body);

        // Then
        assertThat(order.root().path("items")).isInstanceOf(StreamedItems.class);
        assertThat(order.root()
                        .path("items")
                        .path(999)
                        .path("options")
                        .path("text")
                        .asText())
                .isEqualTo("Ada 999 of a great many");
        assertThat(order.root().path("items").path(1_000).isMissingNode()).isTrue();
        assertThat(order.canonical()).isEqualTo(Json.whole(body).canonical());
    }

    private interface Reading {
        Json read() throws JsonProcessingException;
    }

    private static String said(Reading reading) {
        try {
            return reading.read().canonical();
        } catch (JsonProcessingException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
