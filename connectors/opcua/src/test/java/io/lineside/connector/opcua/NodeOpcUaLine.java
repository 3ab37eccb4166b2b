package io.lineside.connector.opcua;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lineside.connector.testkit.LineRig;
import io.lineside.connector.testkit.MadePiece;
import io.lineside.connector.testkit.Ports;
import io.lineside.model.WorkMasterId;
import io.lineside.model.line.LineConnectorProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A machine on node-opcua, a stack that shares no line with ours. The property names a folder with the programs of
 * {@code src/test/peers/node-opcua} and their {@code node_modules}.
 */
public final class NodeOpcUaLine implements LineRig {
    /** The property with the folder; without it nothing of node-opcua is run. */
    public static final String PROGRAMS = "lineside.test.nodeOpcua";

    private static final int CAPACITY = 4;
    private static final WorkMasterId WORK_MASTER = new WorkMasterId("glaze/2");
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = Ports.next();
    private final int controlPort = Ports.next();
    private final Path folder;
    private final String security;
    private final Map<String, String> connection;
    private Process process;

    /** A running machine that keeps its jobs in the folder. */
    public NodeOpcUaLine(Path folder, String security, Map<String, String> connection) {
        this.folder = folder;
        this.security = security;
        this.connection = new HashMap<>(connection);
        this.connection.put("endpoint", "opc.tcp://127.0.0.1:" + port);
        this.process = launch();
    }

    @Override
    public LineConnectorProvider provider() {
        return new OpcUaJobControlProvider();
    }

    @Override
    public Map<String, String> connection() {
        return Map.copyOf(connection);
    }

    @Override
    public List<String> equipmentPath() {
        return List.of("acme", "north", "finishing", "glaze-1");
    }

    @Override
    public WorkMasterId workMaster() {
        return WORK_MASTER;
    }

    @Override
    public int capacity() {
        return CAPACITY;
    }

    @Override
    public void holdAnswers(boolean hold) {
        control("POST", "/hold-answers?on=" + hold);
    }

    @Override
    public void holdProduction(boolean hold) {
        control("POST", "/hold-production?on=" + hold);
    }

    /** How the machine gives its ReturnStatus: {@code bitmap}, which it starts with, or {@code enum}. */
    public void returnStatus(String dialect) {
        control("POST", "/return-status?dialect=" + dialect);
    }

    @Override
    public void stop() {
        process.destroy();
        end(process);
    }

    @Override
    public void crash() {
        end(process.destroyForcibly());
    }

    @Override
    public void start() {
        process = launch();
    }

    @Override
    public List<MadePiece> made() {
        try {
            return JSON.readValue(control("GET", "/made"), new TypeReference<List<MadePiece>>() {}).stream()
                    .map(NodeOpcUaLine::withReals)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        end(process.destroyForcibly());
    }

    /** A real number is written as {@code {"real": 11}}, because JavaScript does not tell 11.0 from 11. */
    private static MadePiece withReals(MadePiece piece) {
        Map<String, Object> parameters = new HashMap<>(piece.parameters());
        parameters.replaceAll(
                (id, value) -> value instanceof Map<?, ?> real && real.get("real") instanceof Number number
                        ? number.doubleValue()
                        : value);
        return new MadePiece(piece.jobOrderId(), piece.unit(), parameters);
    }

    private String control(String method, String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + controlPort + path))
                .method(method, BodyPublishers.noBody())
                .build();
        try {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process launch() {
        try {
            Process started = new ProcessBuilder(
                            "node",
                            Path.of(System.getProperty(PROGRAMS), "line.mjs").toString(),
                            Integer.toString(port),
                            Integer.toString(controlPort),
                            folder.toString(),
                            security,
                            Integer.toString(CAPACITY),
                            "40",
                            WORK_MASTER.value())
                    .redirectErrorStream(true)
                    .start();
            awaitReady(started);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitReady(Process started) throws IOException {
        BufferedReader output = started.inputReader(StandardCharsets.UTF_8);
        var said = new StringBuilder();
        for (String line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
            if (line == null) {
                throw new IllegalStateException("the machine on node-opcua did not start: " + said);
            }
            said.append(line).append('\n');
        }
        var drain = new Thread(() -> output.lines().forEach(line -> {}), "node-opcua-output");
        drain.setDaemon(true);
        drain.start();
    }

    private static void end(Process ending) {
        try {
            ending.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
