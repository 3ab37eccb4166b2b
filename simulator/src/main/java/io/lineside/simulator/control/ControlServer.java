package io.lineside.simulator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lineside.simulator.line.LoopbackPort;
import io.lineside.simulator.line.PortTakenException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The control port: HTTP on 127.0.0.1. Thread-safe. */
public final class ControlServer implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ControlServer.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int INTERNAL_ERROR = 500;
    private static final String SETTING = "control.port";

    private final HttpServer server;
    private final ExecutorService threads;
    private final ControlPaths paths;

    private ControlServer(HttpServer server, ExecutorService threads, ControlPaths paths) {
        this.server = server;
        this.threads = threads;
        this.paths = paths;
    }

    /** Starts the server; port 0 is a free one. A taken port is refused with {@link PortTakenException}. */
    public static ControlServer start(int port, PlantView plant) {
        try {
            HttpServer server = HttpServer.create(LoopbackPort.address(port), 0);
            ExecutorService threads = Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "control");
                thread.setDaemon(true);
                return thread;
            });
            ControlServer control = new ControlServer(server, threads, new ControlPaths(plant));
            server.setExecutor(threads);
            server.createContext("/", control::handle);
            server.start();
            return control;
        } catch (BindException e) {
            throw new PortTakenException(port, SETTING, e);
        } catch (IOException e) {
            throw new UncheckedIOException(SETTING + ": port " + port + " cannot be opened", e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            write(exchange, answer(exchange, body));
        }
    }

    private ControlAnswer answer(HttpExchange exchange, String body) {
        try {
            return paths.answer(exchange.getRequestMethod(), exchange.getRequestURI(), body);
        } catch (RuntimeException e) {
            LOGGER.atError()
                    .addKeyValue("path", exchange.getRequestURI().getPath())
                    .setCause(e)
                    .log("control request failed");
            return ControlAnswer.error(INTERNAL_ERROR, String.valueOf(e.getMessage()));
        }
    }

    private static void write(HttpExchange exchange, ControlAnswer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        answer.allow().ifPresent(methods -> exchange.getResponseHeaders().set("Allow", methods));
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** Writes JSON. */
    static String json(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("control answer: cannot be written", e);
        }
    }
}
