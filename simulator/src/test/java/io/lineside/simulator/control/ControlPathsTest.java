package io.lineside.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lineside.simulator.Simulator;
import io.lineside.simulator.behaviour.Behaviour;
import io.lineside.simulator.behaviour.Switch;
import io.lineside.simulator.line.PortTakenException;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.Plant;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlPathsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String PIECE =
            "{\"seq\":%d,\"line\":\"a\",\"jobOrderId\":\"%s\",\"workMasterId\":\"a/1\",\"unit\":1,\"of\":1,"
                    + "\"madeAt\":\"2026-11-22T10:00:00Z\",\"parameters\":{}}\n";

    private Simulator simulator;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        Files.writeString(data.resolve("made.ndjson"), PIECE.formatted(1, "J-1") + PIECE.formatted(2, "J-2"));
        LineSpec line = LineSpec.opcUa("a", 0, 1, Duration.ofSeconds(1), "a/1");
        simulator = Simulator.start(new Plant("test", 1, data, 0, Optional.empty(), List.of(line)));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void theLedgerIsReadWholeOrByJobOrder() throws Exception {
        // When
        HttpResponse<String> all = send("GET", "/made");
        HttpResponse<String> one = send("GET", "/made?jobOrderId=J-2");

        // Then
        assertThat(all.body()).isEqualTo(PIECE.formatted(1, "J-1") + PIECE.formatted(2, "J-2"));
        assertThat(one.body()).isEqualTo(PIECE.formatted(2, "J-2"));
        assertThat(all.headers().firstValue("Content-Type")).contains("application/x-ndjson");
    }

    @Test
    void aLineIsStoppedAndStartedAgain() throws Exception {
        // When
        JsonNode stopped = json(send("POST", "/lines/a/stop"));
        JsonNode started = json(send("POST", "/lines/a/start"));

        // Then
        assertThat(stopped.path("up").asBoolean()).isFalse();
        assertThat(started.path("up").asBoolean()).isTrue();
        assertThat(json(send("GET", "/lines")).path(0).path("endpoint").asText())
                .isEqualTo(simulator.line("a").endpoint());
        assertThat(json(send("GET", "/health")).path("status").asText()).isEqualTo("up");
    }

    @Test
    void whatIsNotThereIsSaidInWords() throws Exception {
        // When
        HttpResponse<String> path = send("GET", "/nothing");
        HttpResponse<String> line = send("POST", "/lines/b/stop");
        HttpResponse<String> verb = send("POST", "/lines/a/burn");
        HttpResponse<String> method = send("DELETE", "/made");

        // Then
        assertThat(path.statusCode()).isEqualTo(404);
        assertThat(json(line).path("message").asText()).isEqualTo("line 'b': is not in the plant; allowed: a");
        assertThat(json(verb).path("message").asText())
                .isEqualTo("'burn': is nothing to do to a line; allowed: stop, start, crash, behaviour");
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("Allow")).contains("GET");
    }

    @Test
    void switchesAreReadAndSetWhileTheLineRuns() throws Exception {
        // When
        JsonNode before = json(send("GET", "/lines/a/behaviour"));
        JsonNode after = json(send("PATCH", "/lines/a/behaviour", "{\"events\":false,\"clockSkew\":\"PT5M\"}"));

        // Then
        assertThat(before.path("events").asBoolean()).isTrue();
        assertThat(after.path("events").asBoolean()).isFalse();
        assertThat(after.path("clockSkew").asText()).isEqualTo("PT5M");
        assertThat(simulator.line("a").behaviour().is(Switch.EVENTS)).isFalse();
    }

    @Test
    void aSwitchThatIsWrongChangesNothing() throws Exception {
        // When
        HttpResponse<String> wrong = send("PATCH", "/lines/a/behaviour", "{\"lie\":true,\"events\":\"no\"}");
        HttpResponse<String> noJson = send("PATCH", "/lines/a/behaviour", "events=no");

        // Then
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(json(wrong).path("message").asText())
                .isEqualTo("lines.a.behaviour.events: must be true or false, was 'no'");
        assertThat(json(noJson).path("message").asText())
                .isEqualTo("body: must be a JSON object such as {\"events\":false}, was 'events=no'");
        assertThat(simulator.line("a").behaviour()).isEqualTo(Behaviour.FAULTLESS);
    }

    @Test
    void aTakenPortIsNamedWithItsSetting(@TempDir Path data) {
        // Given
        LineSpec line = LineSpec.opcUa("a", simulator.line("a").port(), 1, Duration.ofSeconds(1), "a/1");
        Plant second = new Plant("second", 1, data, 0, Optional.empty(), List.of(line));

        // When / Then
        Assertions.assertThatThrownBy(() -> Simulator.start(second))
                .isInstanceOf(PortTakenException.class)
                .hasMessageStartingWith("lines.a.port: must be a free port on 127.0.0.1, was "
                        + simulator.line("a").port());
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        return send(method, path, "");
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + simulator.controlPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return new ObjectMapper().readTree(response.body());
    }
}
