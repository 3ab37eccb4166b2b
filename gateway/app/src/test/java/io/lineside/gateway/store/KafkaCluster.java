package io.lineside.gateway.store;

import static org.awaitility.Awaitility.await;

import io.lineside.connector.testkit.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A real Kafka broker that is its own controller, on the loopback interface, as a process of its own with a small heap. */
final class KafkaCluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final Path config;
    private final int port;
    private @Nullable Process process;

    private KafkaCluster(Path folder, int port, int controllerPort) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.port = port;
        config = Files.writeString(
                folder.resolve("server.properties"),
                """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%d
                listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
                controller.listener.names=CONTROLLER
                log.dirs=%s
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                group.initial.rebalance.delay.ms=0
                auto.create.topics.enable=false
                num.network.threads=1
                num.io.threads=2
                log.cleaner.enable=false
                """
                        .formatted(controllerPort, port, controllerPort, folder.resolve("data")));
    }

    /** Formats its disk and starts it. */
    static KafkaCluster start(Path folder) throws IOException, InterruptedException {
        var cluster = new KafkaCluster(folder, Ports.next(), Ports.next());
        Process format = cluster.run(
                "kafka.tools.StorageTool", "format", "-t", "bGluZXNpZGUtdGVzdC0wMQ", "-c", cluster.config.toString());
        if (format.waitFor() != 0) {
            throw new IllegalStateException("Kafka's disk is not formatted: " + cluster.output());
        }
        cluster.start();
        return cluster;
    }

    private Process run(String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dlineside.log.levels=warn",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        all.addAll(List.of(command));
        return new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("output").toFile()))
                .start();
    }

    /** What it printed so far. */
    String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }

    /** {@code host:port}, the same after a restart. */
    String brokers() {
        return "127.0.0.1:" + port;
    }

    /** Starts it with what it kept; returns when it answers. */
    void start() throws IOException {
        Process started = run("kafka.Kafka", config.toString());
        process = started;
        await().atMost(PATIENCE).until(() -> {
            if (!started.isAlive()) {
                throw new IllegalStateException("Kafka ended: " + output());
            }
            return answers();
        });
    }

    private boolean answers() throws InterruptedException {
        try (Admin admin = admin(Duration.ofSeconds(4))) {
            return admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).size() == 1;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    Admin admin() {
        return admin(Duration.ofSeconds(30));
    }

    private Admin admin(Duration timeout) {
        return Admin.create(
                Map.of("bootstrap.servers", brokers(), "request.timeout.ms", Long.toString(timeout.toMillis())));
    }

    /** Makes topics with so many partitions each; returns when they can be written to. */
    void topics(int partitions, String... names) throws InterruptedException {
        // In one request: what is asked again after a timeout may be there by then.
        try (Admin admin = admin()) {
            admin.createTopics(Stream.of(names)
                            .map(name -> new NewTopic(name, partitions, (short) 1))
                            .toList())
                    .all()
                    .get(60, TimeUnit.SECONDS);
            // The broker tells of a new partition before it takes records for it, and a producer that came in between
            // was seen to wait until it gave up. Only who leads a partition knows its end.
            admin.listOffsets(Stream.of(names)
                            .flatMap(name -> IntStream.range(0, partitions)
                                    .mapToObj(partition -> new TopicPartition(name, partition)))
                            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest())))
                    .all()
                    .get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends it as a power cut would. */
    void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            await().atMost(PATIENCE).until(() -> !running.isAlive());
        }
    }

    @Override
    public void close() {
        kill();
    }
}
