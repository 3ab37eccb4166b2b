package io.lineside.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lineside.simulator.Simulator;
import io.lineside.simulator.plant.Plant;
import io.lineside.simulator.plant.PlantFaultsException;
import io.lineside.simulator.proxy.Faults;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proxies of a plant file, over the control port. */
class ProxyPathsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String LINES =
            """
            plant: wires
            broker: { port: 0 }
            lines:
              - { id: a, protocol: opcua-job-control, port: 0, capacity: 1, pieceTime: PT1S, workMasters: [a/1] }
            """;

    @TempDir
    private Path folder;

    private Simulator simulator;

    @BeforeEach
    void start() throws Exception {
        simulator = Simulator.start(
                load(
                        """
                proxies:
                  - { name: wire-a, port: 0, target: a, faults: { delayUp: PT2S, bandwidth: 1000 } }
                  - { name: mqtt, port: 0, target: broker }
                  - { name: other, port: 0, target: "127.0.0.1:9", faults: { dropAfter: off } }
                """));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void everyProxyIsListedWithTargetAndFaults() throws Exception {
        // When
        JsonNode proxies = json(send("GET", "/proxies", ""));
        // Then
        assertThat(proxies.findValuesAsText("name")).containsExactly("wire-a", "mqtt", "other");
        assertThat(proxies.findValuesAsText("target"))
                .containsExactly(
                        "127.0.0.1:" + simulator.line("a").port(),
                        "127.0.0.1:" + simulator.brokerPort(),
                        "127.0.0.1:9");
        assertThat(proxies.path(0).path("faults").path("delayUp").asText()).isEqualTo("PT2S");
        assertThat(proxies.path(0).path("port").asInt())
                .isEqualTo(simulator.proxy("wire-a").port());
        assertThat(proxies.path(1).path("connections").asInt()).isZero();
    }

    @Test
    void faultsAreSetAndHealed() throws Exception {
        // When
        JsonNode set = json(send("PATCH", "/proxies/mqtt/faults", "{\"blackHole\":\"up\",\"refuse\":true}"));
        // Then
        assertThat(set.path("blackHole").asText()).isEqualTo("up");
        int port = simulator.proxy("mqtt").port();
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
                .isInstanceOf(ConnectException.class);
        assertThat(json(send("GET", "/proxies/mqtt/faults", ""))).isEqualTo(set);
        assertThat(json(send("POST", "/proxies/mqtt/heal", ""))
                        .path("blackHole")
                        .asText())
                .isEqualTo("none");
        assertThat(simulator.proxy("mqtt").faults()).isEqualTo(Faults.NONE);
    }

    @Test
    void connectionsAreReset() throws Exception {
        // Given
        try (Socket client = new Socket(
                InetAddress.getLoopbackAddress(), simulator.proxy("wire-a").port())) {
            client.getOutputStream().write(1);
            // The kernel takes a connection before the proxy does, and only what the proxy has can be reset.
            await().until(() -> simulator.proxy("wire-a").connections() == 1);
            // When
            HttpResponse<String> answer = send("POST", "/proxies/wire-a/reset", "");
            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(simulator.proxy("wire-a").connections()).isZero();
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void whatIsWrongIsSaidInWordsAndChangesNothing() throws Exception {
        // When
        HttpResponse<String> value = send("PATCH", "/proxies/mqtt/faults", "{\"refuse\":true,\"bandwidth\":0}");
        HttpResponse<String> body = send("PATCH", "/proxies/mqtt/faults", "refuse");
        HttpResponse<String> name = send("POST", "/proxies/b/heal", "");
        HttpResponse<String> verb = send("POST", "/proxies/mqtt/cut", "");
        HttpResponse<String> method = send("DELETE", "/proxies", "");
        // Then
        assertThat(json(value).path("message").asText())
                .isEqualTo("proxies.mqtt.faults.bandwidth: must be at least 1, or off, was '0'");
        assertThat(body.statusCode()).isEqualTo(400);
        assertThat(json(name).path("message").asText())
                .isEqualTo("proxy 'b': is not in the plant; allowed: wire-a, mqtt, other");
        assertThat(json(verb).path("message").asText())
                .isEqualTo("'cut': is nothing to do to a proxy; allowed: reset, heal, faults");
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(simulator.proxy("mqtt").faults()).isEqualTo(Faults.NONE);
    }

    @Test
    void everyFaultOfAProxyInAPlantFileIsNamedWithItsPlace() {
        assertThatThrownBy(
                        () -> load(
                                """
                        proxies:
                          - { name: x y, port: 0, target: a }
                          - { name: b, port: 0, target: a, faults: { blackHole: left, speed: 1 } }
                          - { name: c, port: 0 }
                        """))
                .isInstanceOfSatisfying(PlantFaultsException.class, refused -> assertThat(refused.faults())
                        .satisfiesExactlyInAnyOrder(
                                fault -> assertThat(fault)
                                        .contains(":6:", "proxies.x y.name: must match [A-Za-z0-9._-]{1,64}"),
                                fault -> assertThat(fault)
                                        .contains(":7:", "proxies.b.faults.blackHole: must be one of none, up"),
                                fault -> assertThat(fault).contains(":7:", "proxies.b.faults.speed: unknown fault"),
                                fault -> assertThat(fault)
                                        .contains(":8:", "proxies.c.target: must be given, was missing")));
        assertThatThrownBy(() -> load("proxies: [{ name: b, port: 0, target: c }]"))
                .isInstanceOf(PlantFaultsException.class)
                .hasMessageContaining("proxies.b.target: must be host:port or a server of the plant, was 'c'; allowed:"
                        + " host:port, a, broker");
    }

    private Plant load(String proxies) throws Exception {
        Path file = folder.resolve("plant.yaml");
        Files.writeString(file, LINES + proxies);
        return Plant.load(file);
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
