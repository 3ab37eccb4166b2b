package io.lineside.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lineside.simulator.Simulator;
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
                .isEqualTo("'burn': is nothing to do to a line; allowed: stop, start, crash");
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("Allow")).contains("GET");
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
        URI uri = URI.create("http://127.0.0.1:" + simulator.controlPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return new ObjectMapper().readTree(response.body());
    }
}
