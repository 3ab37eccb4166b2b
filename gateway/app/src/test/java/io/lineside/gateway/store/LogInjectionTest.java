package io.lineside.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lineside.gateway.Platform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a platform sends, it can neither forge a line of the log nor move the cursor of who reads it. */
class LogInjectionTest {
    private static final String FORGED = "2026-01-01 00:00:00 ERROR forged by a customer";
    private static final List<String> NEW_LINES =
            List.of("\\n", "\\r", "\\u0085", "\\u2028", "\\u001b[2J", "\\u0000", "\\b");

    /** So that everything is logged that ever could be. */
    private static final String CHATTY =
            "JDK_JAVA_OPTIONS=-Dlineside.log.levels=io.lineside=trace,io.vertx=debug,org.apache.camel=debug";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void nothingThatAPlatformSendsMakesALineOfItsOwn(String format) throws Exception {
        // Given
        Path site = LoneGateway.site(folder, "{ file: data/orders.db }");
        try (LoneGateway gateway = LoneGateway.start(site, "env", CHATTY, "LINESIDE_LOG=" + format)) {
            Platform platform = gateway.platform();
            // When
            for (String letter : NEW_LINES) {
                String text = letter + FORGED;
                platform.submit(order("Ada" + text));
                platform.submit("{\"externalId\":\"a" + text + "\",\"items\":[]}");
                platform.submit("{\"" + text + "\":1}");
                platform.submit(order("Ada").replace("mug", "mug" + text));
                platform.submit(text);
            }
            raw(
                    gateway.api(),
                    "GET /v1/orders/%0a" + FORGED.replace(' ', '+') + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            raw(gateway.api(), "GET /v1/\u001b[2J" + FORGED + " HTTP/1.1\r\nHost: x\n" + FORGED + "\r\n\r\n");
            raw(
                    gateway.api(),
                    "GET /v1/orders HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer a\u0085" + FORGED + "\r\n\r\n");
            // Then
            String log = gateway.output();
            assertThat(log).contains("ready, orders at", "DEBUG");
            assertThat(log.lines()).noneMatch(line -> line.startsWith(FORGED));
            assertThat(log.chars().filter(letter -> Character.isISOControl(letter) && letter != '\n' && letter != '\t'))
                    .isEmpty();
            if (format.equals("json")) {
                requireObjects(
                        log.lines().filter(line -> !line.startsWith("NOTE: ") && !line.contains("lineside: ready")));
            }
        }
    }

    private static void requireObjects(Stream<String> lines) {
        var json = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            JsonNode said = json.readTree(line);
            assertThat(Instant.parse(said.path("time").asText())).isAfter(Instant.EPOCH);
            assertThat(said.properties().stream().map(Map.Entry::getKey))
                    .startsWith("time", "level", "logger", "thread", "message");
        });
    }

    private static String order(String text) {
        return "{\"items\":[{\"product\":\"mug\",\"quantity\":1,\"options\":{\"color\":\"teal\",\"text\":\"" + text
                + "\"}}]}";
    }

    private static void raw(URI api, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            assertThat(socket.getInputStream().read()).isNotNegative();
        }
    }
}
