package io.lineside.connector.mqtt.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The page, the schemas and the AsyncAPI document say the same. */
class LineProtocolPageTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern BLOCK = Pattern.compile("(?s)```(\\w+)\\n(.*?)```");
    private static final int RULES = 32;

    private final LineProtocol protocol = new LineProtocol();

    @ParameterizedTest(name = "example {index}")
    @MethodSource("examples")
    void examplesOfThePageFitTheirSchemas(String example) throws IOException {
        // Given
        JsonNode body = JSON.readTree(example);
        // When
        LineProtocol.Reading reading = protocol.read(topicOf(body), example.getBytes(StandardCharsets.UTF_8));
        // Then
        assertThat(reading.message()).isNotEmpty();
    }

    @Test
    void everyMessageHasAnExampleOrAPlainPlaceOnThePage() throws IOException {
        // When
        var shown = new TreeSet<String>();
        for (String example : examples()) {
            JsonNode body = JSON.readTree(example);
            shown.add(protocol.read(topicOf(body), example.getBytes(StandardCharsets.UTF_8))
                    .message());
        }
        // Then: those without an example differ from one that has it by a table row.
        assertThat(shown).contains("orderCommand", "verdict", "jobAnswer", "jobState", "lineStatus");
    }

    @Test
    void pageAndDocumentNameTheSameTopics() throws IOException {
        // Given
        String page = page();
        // When
        Map<String, String> addresses = protocol.api().addresses();
        // Then
        assertThat(addresses).hasSize(4);
        for (String address : addresses.values()) {
            String written = address.replace("{prefix}", "<prefix>")
                    .replace("{gatewayId}", "<gatewayId>")
                    .replace("{jobOrderId}", "<JobOrderID>");
            assertThat(page).contains("| `" + written + "` |");
        }
    }

    @Test
    void pageAndSchemasNameTheSameCommandsAndNumbers() throws IOException {
        // Given
        String page = page();
        var commands = new TreeSet<String>();
        // When
        for (String file : List.of("order-command", "job-command", "job-question", "list-question")) {
            schema(file)
                    .at("/properties/Messages/items/oneOf")
                    .forEach(choice -> commands.add(choice.at("/properties/Name/const")
                                    .asText() + " "
                            + choice.at("/properties/ActionTargetId/const").asText()));
        }
        // Then
        assertThat(commands).hasSize(13);
        for (String command : commands) {
            String name = command.substring(0, command.indexOf(' '));
            String number = command.substring(command.indexOf(' ') + 1);
            assertThat(page.lines().filter(line -> line.startsWith("| `") && line.contains("`" + name + "`")))
                    .as(command)
                    .singleElement()
                    .satisfies(row -> assertThat(row).contains(number));
        }
    }

    @Test
    void everySchemaFileIsUsed() throws IOException {
        // Given
        var used = new TreeSet<String>();
        protocol.api()
                .addresses()
                .keySet()
                .forEach(channel ->
                        used.addAll(protocol.api().messagesOf(channel).values()));
        // When
        try (Stream<Path> files = Files.list(LineProtocol.FOLDER.resolve("schema"))) {
            // Then
            assertThat(files.map(file -> "schema/" + file.getFileName()).filter(file -> !file.endsWith("/common.json")))
                    .containsExactlyInAnyOrderElementsOf(used);
        }
    }

    @Test
    void rulesAreNumberedWithoutAGap() throws IOException {
        // When
        List<String> rules = Pattern.compile("\\*\\*(L\\d+)\\*\\*")
                .matcher(page())
                .results()
                .map(match -> match.group(1))
                .toList();
        // Then
        assertThat(rules)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, RULES).mapToObj(n -> "L" + n).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "MessageType, '\"ua-event\"'",
        "CorrelationData, '\"not hex\"'",
        "ResponseAddress, '\"a/+/b\"'",
        "ResponseAddress, '\"$SYS/x\"'",
        "Messages, '[]'",
        "Timestamp, '\"yesterday\"'"
    })
    void schemasRefuseWhatBreaksTheRules(String member, String value) throws IOException {
        // Given
        var request = (ObjectNode) JSON.readTree(examples().get(1));
        // When
        request.set(member, JSON.readTree(value));
        // Then
        assertThatThrownBy(() -> protocol.read("a/b/_joborder_v1/action-request", JSON.writeValueAsBytes(request)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(member);
    }

    static List<String> examples() throws IOException {
        return blocks("json");
    }

    private static List<String> blocks(String language) throws IOException {
        return BLOCK.matcher(page())
                .results()
                .filter(block -> block.group(1).equals(language))
                .map((MatchResult block) -> block.group(2))
                .toList();
    }

    private static String page() throws IOException {
        return Files.readString(LineProtocol.FOLDER.resolve("LINE-PROTOCOL.md"));
    }

    private static JsonNode schema(String name) throws IOException {
        return JSON.readTree(
                LineProtocol.FOLDER.resolve("schema/" + name + ".json").toFile());
    }

    private static String topicOf(JsonNode body) {
        String group = body.path("PublisherId").asText() + "/_joborder_v1/";
        return switch (body.path("MessageType").asText()) {
            case "ua-action-request" -> group + "action-request";
            case "ua-action-response" -> "_lineside/lineside-demo/reply";
            case "ua-event" ->
                group + "jobstate/"
                        + body.path("JobResponse").path("JobOrderID").asText();
            default -> group + "status";
        };
    }
}
