package io.lineside.connector.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.connector.mqtt.link.BrokerUri;
import io.lineside.connector.mqtt.link.InboundMessage;
import io.lineside.connector.mqtt.link.LinkTimings;
import io.lineside.connector.mqtt.link.MqttLink;
import io.lineside.connector.mqtt.link.OutgoingMessage;
import io.lineside.connector.mqtt.link.PahoLink;
import io.lineside.connector.mqtt.link.PublishOutcome;
import io.lineside.connector.mqtt.link.Retries;
import io.lineside.connector.mqtt.link.TlsFiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lines that come and go while others use the same links, through a real broker. */
@SuppressWarnings("NullAway.Init") // JUnit runs the set-up before every test.
class BrokerSessionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final String id = "session-" + ProcessHandle.current().pid();
    private final List<ScriptedLine> lines = new ArrayList<>();
    private BrokerSession session;

    @BeforeEach
    void start() {
        LinkTimings timings = TestTimings.quick(TestTimings.QUICK.takeOverPause(), GRACE);
        var broker = new BrokerUri(HiveMqBroker.shared().uri());
        session = new BrokerSession(
                new BrokerKey(broker, id, Optional.empty(), TlsFiles.NONE),
                timings,
                (settings, listener) -> new OnceSubscribed(new PahoLink(settings, listener)));
        session.start();
    }

    @AfterEach
    void close() throws Exception {
        session.close();
        for (ScriptedLine line : lines) {
            line.close();
        }
    }

    @Test
    void lineThatComesBackWhileItsReportsAreGivenUpHearsTheNextOnes() throws Exception {
        // Given
        ScriptedLine line = line("came-back");
        ScriptedLine other = line("other");
        var before = attached("came-back", message -> {});
        var busy = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        attached("other", message -> {
            busy.countDown();
            awaitQuietly(goOn);
        });
        session.detach(before);
        line.jobState("job-1", 3);
        await().pollDelay(GRACE.dividedBy(2)).until(() -> true); // it has no line now and waits for one
        other.say("Operational", "boot-1");
        assertThat(busy.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        await().pollDelay(GRACE).until(() -> true); // giving up is due, behind the busy line
        // When
        var back = new Hearing("came-back", message -> {});
        session.attach(back);
        goOn.countDown();
        await().atMost(PATIENCE).until(() -> back.reachable);
        session.resend("a test wants to see what is subscribed");
        await().atMost(PATIENCE).until(() -> back.losses.get() > 0);
        // Then
        await().atMost(PATIENCE).until(() -> {
            line.jobState("job-3", 5);
            return back.heard.stream().anyMatch(topic -> topic.endsWith("job-3"));
        });
    }

    @Test
    void lineThatComesBackHearsItsRetainedStatusAtOnce() throws Exception {
        // Given
        line("again").start("boot-1");
        Hearing before = attached("again", message -> {});
        await().atMost(PATIENCE).until(() -> !before.silent());
        session.detach(before);
        // When
        var back = new Hearing("again", message -> {});
        session.attach(back);
        // Then: its subscription alone brings it, since asking a silent line again does nothing here.
        await().atMost(PATIENCE).until(() -> !back.silent());
    }

    private ScriptedLine line(String name) throws Exception {
        var line = new ScriptedLine(HiveMqBroker.shared().uri(), id + "/" + name);
        lines.add(line);
        return line;
    }

    private Hearing attached(String name, Consumer<InboundMessage> then) {
        var line = new Hearing(name, then);
        session.attach(line);
        await().atMost(PATIENCE).until(() -> line.reachable);
        return line;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A link that asks for retained messages only when it subscribes first. */
    private record OnceSubscribed(MqttLink link) implements MqttLink {
        @Override
        public void start() {
            link.start();
        }

        @Override
        public Retries retries() {
            return link.retries();
        }

        @Override
        public void subscribe(String filter) {
            link.subscribe(filter);
        }

        @Override
        public void subscribeAgain(String filter) {}

        @Override
        public void unsubscribe(String filter) {
            link.unsubscribe(filter);
        }

        @Override
        public CompletionStage<PublishOutcome> publish(OutgoingMessage message) {
            return link.publish(message);
        }

        @Override
        public void reconnect(String reason) {
            link.reconnect(reason);
        }

        @Override
        public void close() {
            link.close();
        }
    }

    /** A line's traffic, remembered. */
    private final class Hearing implements LineTraffic {
        private final LineTopics topics;
        private final Consumer<InboundMessage> then;
        private final List<String> heard = new CopyOnWriteArrayList<>();
        private volatile boolean reachable;
        private final AtomicInteger losses = new AtomicInteger();
        private volatile boolean statusHeard;

        Hearing(String name, Consumer<InboundMessage> then) {
            topics = new LineTopics(id + "/" + name);
            this.then = then;
        }

        @Override
        public LineTopics topics() {
            return topics;
        }

        @Override
        public void status(InboundMessage message) {
            statusHeard = true;
            then.accept(message);
        }

        @Override
        public boolean listening() {
            return true;
        }

        @Override
        public void jobState(InboundMessage message) {
            heard.add(message.topic());
            message.receipt().acknowledge();
        }

        @Override
        public void statusLost() {}

        @Override
        public boolean silent() {
            return !statusHeard;
        }

        @Override
        public void linksChanged() {
            boolean now = session.obstacle(topics).isEmpty();
            if (reachable && !now) {
                losses.incrementAndGet();
            }
            reachable = now;
        }
    }
}
