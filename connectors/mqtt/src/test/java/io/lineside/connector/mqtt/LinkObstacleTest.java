package io.lineside.connector.mqtt;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.connector.mqtt.link.BrokerUri;
import io.lineside.connector.mqtt.link.InboundMessage;
import io.lineside.connector.mqtt.link.LinkListener;
import io.lineside.connector.mqtt.link.LinkSettings;
import io.lineside.connector.mqtt.link.MqttLink;
import io.lineside.connector.mqtt.link.SilentLink;
import io.lineside.connector.mqtt.link.TlsFiles;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which of two links' obstacles a technician reads, whichever link is first to find its own. */
@SuppressWarnings("NullAway.Init") // JUnit runs the set-up before every test.
class LinkObstacleTest {
    private static final String CONNECTING = "not connected to the broker yet";

    private final Map<LinkSettings.Session, LinkListener> links = new ConcurrentHashMap<>();
    private final LineTopics topics = new LineTopics("site/line");
    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    private BrokerSession session;

    private record Seen(Optional<String> obstacle, boolean failed) {}

    @BeforeEach
    void start() throws Exception {
        var key = new BrokerKey(new BrokerUri("tcp://127.0.0.1:1883"), "gateway", Optional.empty(), TlsFiles.NONE);
        session = new BrokerSession(key, TestTimings.QUICK, this::link);
        session.attach(new Watching());
        assertThat(next()).isEqualTo(new Seen(Optional.of(CONNECTING), false));
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void failureOfTheReportLinkIsNotHiddenByTheCommandLinkStillConnecting() throws Exception {
        // When
        reports().down("135 not authorized");
        // Then
        assertThat(next()).isEqualTo(new Seen(Optional.of("135 not authorized"), true));
    }

    @Test
    void subscriptionThatWasRefusedIsNotHiddenByOneNotConfirmedYet() throws Exception {
        // Given
        reports().up(true);
        next();
        commands().up(false);
        assertThat(next().failed()).isFalse();
        // When
        reports().denied(topics.jobStates(), "135 not authorized");
        // Then
        assertThat(next()).isEqualTo(new Seen(Optional.of("135 not authorized"), true));
    }

    @Test
    void linkThatIsStillConnectingIsNoFailure() throws Exception {
        // When
        reports().up(true);
        // Then
        assertThat(next()).isEqualTo(new Seen(Optional.of(CONNECTING), false));
    }

    private Seen next() throws InterruptedException {
        return requireNonNull(seen.poll(30, TimeUnit.SECONDS), "the line was told of no change");
    }

    private LinkListener commands() {
        return requireNonNull(links.get(LinkSettings.Session.VOLATILE));
    }

    private LinkListener reports() {
        return requireNonNull(links.get(LinkSettings.Session.DURABLE));
    }

    private MqttLink link(LinkSettings settings, LinkListener listener) {
        links.put(settings.session(), listener);
        return new SilentLink();
    }

    /** A line that remembers what stood in its way at each change. */
    private final class Watching implements LineTraffic {
        @Override
        public LineTopics topics() {
            return topics;
        }

        @Override
        public void status(InboundMessage message) {
            throw new IllegalStateException("no status was sent");
        }

        @Override
        public boolean listening() {
            return true;
        }

        @Override
        public void jobState(InboundMessage message) {
            throw new IllegalStateException("no job state was sent");
        }

        @Override
        public void statusLost() {}

        @Override
        public boolean silent() {
            return true;
        }

        @Override
        public void linksChanged() {
            seen.add(new Seen(session.obstacle(topics), session.failure(topics).isPresent()));
        }
    }
}
