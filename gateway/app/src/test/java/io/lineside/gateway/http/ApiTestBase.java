package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.config.OperatorConfig;
import io.lineside.gateway.Bench;
import io.lineside.gateway.Platform;
import io.lineside.gateway.access.KeyRing;
import io.lineside.gateway.mapping.Mappings;
import io.lineside.gateway.observe.LinePace;
import io.lineside.gateway.product.Catalog;
import io.lineside.gateway.store.PostgresqlPlace;
import io.lineside.gateway.store.StoreSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A server on real sockets, over a real store and the real routes; there are no lines, so that orders rest. */
abstract class ApiTestBase {
    static final String ONE = "{\"items\":[{\"product\":\"mug\",\"quantity\":1,\"options\":{\"color\":\"teal\"}}]}";

    @TempDir
    private Path folder;

    final Platform platform = new Platform(() -> URI.create("http://127.0.0.1:" + port()));
    final Platform operator = new Platform(() -> URI.create("http://127.0.0.1:" + server().managementPort()));
    /** Nobody needs a key, unless a test says so. */
    KeyRing keys = new KeyRing(Optional.empty());

    /** The site has none, unless a test says so. */
    Mappings mappings = Mappings.of(List.of());

    Optional<ApiSettings.Encryption> encryption = Optional.empty();

    /** Everybody may use the management port, unless a test says so. */
    List<OperatorConfig> operators = List.of();

    private @Nullable Bench bench;
    private @Nullable ApiServer server;

    void start(ApiLimits limits) {
        start(limits, Bench.products());
    }

    void start(ApiLimits limits, Catalog catalog) {
        start(limits, catalog, new Bench(folder, catalog, Map.of()));
    }

    /** Starts again on the same store, on a disk that is taken to be too full for orders. */
    void restartWithoutRoom() {
        stop();
        start(ApiLimits.USUAL, Bench.products(), new Bench(folder, Bench.products(), Map.of(), Long.MAX_VALUE));
    }

    /** Starts on a database of a server. */
    void start(PostgresqlPlace place) {
        var kept = new StoreSettings(folder.resolve("unused"), 0, Optional.empty(), Optional.of(place));
        start(ApiLimits.USUAL, Bench.products(), new Bench(kept, Bench.products(), Map.of()));
    }

    private void start(ApiLimits limits, Catalog catalog, Bench parts) {
        var settings = new ApiSettings("127.0.0.1", 0, 1_000_000, "127.0.0.1", 0, encryption, operators);
        var started = new ApiServer(
                settings,
                limits,
                new Shop(
                        () -> catalog,
                        () -> keys,
                        parts.tokens,
                        parts.routes::submit,
                        parts.routes::judge,
                        parts.actions,
                        parts.webhooks,
                        () -> mappings),
                parts.store,
                parts.watch,
                new Management(
                        Map::of,
                        () -> "",
                        parts.operations(),
                        parts.routes::traffic,
                        new LinePace(Clock.systemUTC()),
                        Map::of,
                        Map::of));
        bench = parts;
        server = started;
        started.start();
    }

    /** Starts again on the same store, offering other products. */
    void restart(Catalog catalog) {
        stop();
        start(ApiLimits.USUAL, catalog);
    }

    @AfterEach
    void stop() {
        server().close();
        bench().close();
    }

    ApiServer server() {
        return Objects.requireNonNull(server);
    }

    Bench bench() {
        return Objects.requireNonNull(bench);
    }

    int port() {
        return server().port();
    }

    /** A connection of a client that says exactly what the test says. */
    Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(15_000);
        return socket;
    }

    static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** All that is sent until the server closes the connection. */
    static String hearToTheEnd(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    void awaitWaiters(int count) {
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(bench().watch.waiters()).isEqualTo(count));
    }

    /** What the acceptance still has to tell would wake the waiters of a test: it wakes this one. */
    String settledTag(String path) {
        String tag = platform.get(path).headers().firstValue("ETag").orElseThrow();
        assertThat(platform.get(path, "If-None-Match", tag, "Prefer", "wait=1").statusCode())
                .isEqualTo(304);
        return tag;
    }

    static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(Platform.json(answer).path("type").asText()).isEqualTo("urn:lineside:problem:" + code);
    }
}
