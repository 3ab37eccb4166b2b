package io.lineside.connector.mqtt;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lineside.connector.testkit.LineRig;
import io.lineside.connector.testkit.MadePiece;
import io.lineside.model.WorkMasterId;
import io.lineside.model.line.LineConnectorProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A line in JavaScript, on the MQTT.js library, written from the page of the line protocol alone. The property names a
 * folder with the programs of {@code src/test/peers/line-js} and their {@code node_modules}.
 */
final class NodeLineRig implements LineRig {
    static final String PROGRAMS = "lineside.test.mqttPeers";

    private static final AtomicInteger RIGS = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CAPACITY = 4;
    private static final WorkMasterId WORK_MASTER = new WorkMasterId("pack/1");
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

    private final List<String> path =
            List.of("acme", "north", "js-" + ProcessHandle.current().pid() + "-" + RIGS.incrementAndGet());
    private final String broker;
    private final Path folder;
    private boolean answersHeld;
    private boolean productionHeld;
    private Process process;

    /** A running line that is reached through the broker of that address. */
    NodeLineRig(String broker) {
        this.broker = broker;
        folder = Folders.temporary("lineside-js-line");
        process = launch();
    }

    @Override
    public LineConnectorProvider provider() {
        return new MqttUnsProvider(TestTimings.QUICK);
    }

    @Override
    public Map<String, String> connection() {
        return Map.of("broker", broker);
    }

    @Override
    public List<String> equipmentPath() {
        return path;
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
        answersHeld = hold;
        tell(process, "hold-answers", hold);
    }

    @Override
    public void holdProduction(boolean hold) {
        productionHeld = hold;
        tell(process, "hold-production", hold);
    }

    /** Says so and waits until the line has heard it. */
    private static void tell(Process line, String what, boolean on) {
        try {
            String command = what + (on ? " on" : " off");
            line.outputWriter(StandardCharsets.UTF_8).write(command + "\n");
            line.outputWriter(StandardCharsets.UTF_8).flush();
            String heard = line.inputReader(StandardCharsets.UTF_8).readLine();
            if (!command.equals(heard)) {
                throw new IllegalStateException("the line said '" + heard + "'");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        try {
            process.outputWriter(StandardCharsets.UTF_8).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(PATIENCE).until(() -> !process.isAlive());
    }

    @Override
    public void crash() {
        process.destroyForcibly();
        await().atMost(PATIENCE).until(() -> !process.isAlive());
    }

    @Override
    public void start() {
        process = launch();
    }

    private Process launch() {
        try {
            Process line = new ProcessBuilder(
                            "node",
                            Path.of(System.getProperty(PROGRAMS), "line.mjs").toString(),
                            broker.replace("tcp://", "mqtt://"),
                            String.join("/", path),
                            folder.toString(),
                            Integer.toString(CAPACITY),
                            "20",
                            WORK_MASTER.value())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            tell(line, "hold-answers", answersHeld);
            tell(line, "hold-production", productionHeld);
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<MadePiece> made() {
        Path made = folder.resolve("made.ndjson");
        try {
            return Files.exists(made)
                    ? Files.readAllLines(made).stream().map(NodeLineRig::piece).toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A real number is written as {@code {"real": 11}}, because JavaScript does not tell 11.0 from 11. */
    private static MadePiece piece(String line) {
        try {
            MadePiece piece = JSON.readValue(line, new TypeReference<MadePiece>() {});
            Map<String, Object> parameters = new HashMap<>(piece.parameters());
            parameters.replaceAll((id, value) ->
                    value instanceof Map<?, ?> real && real.get("real") instanceof Number n ? n.doubleValue() : value);
            return new MadePiece(piece.jobOrderId(), piece.unit(), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        crash();
        Folders.delete(folder);
    }
}
