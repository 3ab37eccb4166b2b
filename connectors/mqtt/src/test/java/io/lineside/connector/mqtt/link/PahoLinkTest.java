package io.lineside.connector.mqtt.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.connector.mqtt.HiveMqBroker;
import io.lineside.connector.mqtt.TestTimings;
import io.lineside.connector.mqtt.link.LinkSettings.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One link against a real broker that allows ten messages in flight. */
class PahoLinkTest {
    private static final AtomicInteger IDS = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration ACK_TIMEOUT = Duration.ofSeconds(1);
    /** Success, no session, no properties. */
    private static final byte[] CONNACK = {0x20, 3, 0, 0, 0};

    private final List<MqttLink> links = new ArrayList<>();

    @AfterEach
    void closeLinks() {
        links.forEach(MqttLink::close);
    }

    @Test
    void burstAboveTheBrokersReceiveMaximumIsAllTaken() {
        // Given
        var heard = RecordingLinkListener.acknowledging();
        link("subscriber", Session.VOLATILE, heard).subscribe("burst/+");
        await().atMost(PATIENCE).until(() -> heard.granted.size() == 1);
        MqttLink link = up("publisher");
        // When
        List<CompletionStage<PublishOutcome>> outcomes = IntStream.range(0, 300)
                .mapToObj(i -> link.publish(message("burst/" + i, "payload-" + i)))
                .toList();
        // Then
        outcomes.forEach(
                outcome -> assertThat(outcome.toCompletableFuture().join()).isEqualTo(new PublishOutcome.Taken()));
        await().atMost(PATIENCE).until(() -> heard.messages.size() == 300);
        // Paho 1.2.5 delivers to the wrong topic when a properties object is used twice.
        assertThat(heard.messages)
                .allSatisfy(m -> assertThat(m.topic()).isEqualTo("burst/" + text(m).substring("payload-".length())));
    }

    @Test
    void publishThatTheBrokerDeniesIsNoSuccess() {
        // Given
        MqttLink link = up("denied");
        // When
        PublishOutcome outcome = join(link.publish(message(HiveMqBroker.FORBIDDEN + "x", "{}")));
        // Then
        assertThat(outcome).isEqualTo(new PublishOutcome.Denied("135 not authorized"));
    }

    @Test
    void subscriptionThatTheBrokerDeniesIsToldAndOthersWork() {
        // Given
        var heard = RecordingLinkListener.acknowledging();
        MqttLink link = link("denied-subscriber", Session.VOLATILE, heard);
        // When
        link.subscribe(HiveMqBroker.FORBIDDEN + "#");
        link.subscribe("allowed/#");
        // Then
        await().atMost(PATIENCE).until(() -> heard.granted.equals(List.of("allowed/#")));
        assertThat(heard.denied).singleElement().asString().contains("135 not authorized");
    }

    @Test
    void publishWithoutAConnectionIsNeverSent() {
        // Given
        var settings = new LinkSettings(
                new BrokerUri("tcp://127.0.0.1:1"),
                id("nowhere"),
                Optional.empty(),
                Session.VOLATILE,
                TestTimings.QUICK);
        var heard = RecordingLinkListener.silent();
        MqttLink link = new PahoLink(settings, heard);
        links.add(link);
        link.start();
        await().atMost(PATIENCE).until(() -> heard.downs.size() > 1);
        // When
        PublishOutcome outcome = join(link.publish(message("t", "{}")));
        // Then
        assertThat(outcome).isInstanceOfSatisfying(PublishOutcome.NeverSent.class, never -> assertThat(never.reason())
                .contains("tcp://127.0.0.1:1"));
    }

    @Test
    void unacknowledgedMessageComesAgainAfterAReconnect() {
        // Given
        var heard = RecordingLinkListener.silent();
        MqttLink link = link("again", Session.DURABLE, heard);
        link.subscribe("again/+");
        await().atMost(PATIENCE).until(() -> heard.granted.size() == 1);
        join(up("again-publisher").publish(message("again/1", "once")));
        await().atMost(PATIENCE).until(() -> heard.messages.size() == 1);
        // When
        link.reconnect("a test wants it");
        // Then
        await().atMost(PATIENCE).until(() -> heard.messages.size() == 2);
        assertThat(heard.downs).containsExactly("a test wants it");
        // A kept message may come before the link's own thread has said that it is up.
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard.ups).containsExactly(false, true));
    }

    @Test
    void acknowledgementOfAnEarlierConnectionIsDropped() {
        // Given
        var heard = RecordingLinkListener.silent();
        MqttLink link = link("stale", Session.DURABLE, heard);
        link.subscribe("stale/+");
        await().atMost(PATIENCE).until(() -> heard.granted.size() == 1);
        join(up("stale-publisher").publish(message("stale/1", "first")));
        await().atMost(PATIENCE).until(() -> heard.messages.size() == 1);
        link.reconnect("a test wants it");
        await().atMost(PATIENCE).until(() -> heard.messages.size() == 2);
        // When
        heard.messages.get(0).receipt().acknowledge();
        link.reconnect("a test wants it again");
        // Then
        await().atMost(PATIENCE).until(() -> heard.messages.size() == 3);
        assertThat(heard.messages).allSatisfy(m -> assertThat(text(m)).isEqualTo("first"));
    }

    @Test
    void reconnectsLeaveNoThreadBehind() {
        // Given
        List<RecordingLinkListener> heard = IntStream.range(0, 10)
                .mapToObj(i -> RecordingLinkListener.acknowledging())
                .toList();
        List<MqttLink> many =
                heard.stream().map(h -> link("many", Session.VOLATILE, h)).toList();
        await().atMost(PATIENCE).until(() -> heard.stream().allMatch(h -> h.ups.size() == 1));
        Set<Thread> before = pahoThreads();
        // When
        for (int round = 2; round <= 4; round++) {
            int ups = round;
            many.forEach(link -> link.reconnect("a test wants it"));
            await().atMost(PATIENCE).until(() -> heard.stream().allMatch(h -> h.ups.size() == ups));
        }
        // Then
        await().atMost(PATIENCE).until(() -> pahoThreads().size() <= before.size());
        assertThat(pahoThreads()).doesNotContainAnyElementsOf(before);
        many.forEach(MqttLink::close);
        await().atMost(PATIENCE).until(() -> pahoThreads().isEmpty());
    }

    @Test
    void brokerThatHangsUpAtOnceLeavesNoThreadBehind() throws IOException {
        // Given: as a proxy without a broker behind it, or a broker that has all the connections that it allows
        try (var hangingUp = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var server = new Thread(() -> hangUp(hangingUp));
            server.start();
            var heard = RecordingLinkListener.silent();
            MqttLink link = manyLink(hangingUp, heard);
            // When
            await().atMost(PATIENCE).until(() -> heard.downs.size() >= 12);
            link.close();
        }
        // Then
        await().atMost(PATIENCE).until(() -> pahoThreads().isEmpty());
    }

    /** A link to a socket that is no broker. */
    private MqttLink manyLink(ServerSocket server, LinkListener listener) {
        return start(
                new LinkSettings(
                        new BrokerUri("tcp://127.0.0.1:" + server.getLocalPort()),
                        id("many"),
                        Optional.empty(),
                        Session.VOLATILE,
                        TestTimings.QUICK),
                listener);
    }

    private static void hangUp(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                server.accept().close();
            } catch (IOException e) {
                // The test closes it.
            }
        }
    }

    @Test
    void linkThatIsClosedWhileItConnectsLeavesNoThreadBehind() {
        // When
        for (int i = 0; i < 20; i++) {
            link("many", Session.VOLATILE, RecordingLinkListener.silent()).close();
        }
        // Then
        await().atMost(PATIENCE).until(() -> pahoThreads().isEmpty());
    }

    @Test
    void linkThatIsClosedWhileItConnectsSaysNothingToTheBroker() throws Exception {
        // Given
        try (var broker = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            broker.setSoTimeout((int) PATIENCE.toMillis());
            MqttLink link = manyLink(broker, RecordingLinkListener.silent());
            // When
            link.close();
            // Then: else a second client of the same id would push out the first
            try (var connection = broker.accept()) {
                assertThat(connection.getInputStream().read()).isEqualTo(-1);
            }
        }
        await().atMost(PATIENCE).until(() -> pahoThreads().isEmpty());
    }

    private static Set<Thread> pahoThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        thread.getName().startsWith("MQTT ") && thread.getName().contains("many-"))
                .collect(Collectors.toSet());
    }

    @Test
    void brokerThatAcknowledgesNothingIsLeftAfterTheFirstMessagesTime() throws Exception {
        // Given a broker that says yes to CONNECT and nothing more
        try (var mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var heard = RecordingLinkListener.silent();
            MqttLink link = start(impatient("tcp://127.0.0.1:" + mute.getLocalPort()), heard);
            try (var connection = mute.accept()) {
                connection.getOutputStream().write(CONNACK);
                await().atMost(PATIENCE).until(() -> heard.ups.size() == 1);
                // When
                CompletionStage<PublishOutcome> first = link.publish(message("mute/1", "{}"));
                CompletionStage<PublishOutcome> second = link.publish(message("mute/2", "{}"));
                // Then
                String why = "no PUBACK within PT1S";
                assertThat(join(first)).isEqualTo(new PublishOutcome.Unconfirmed(why));
                assertThat(join(second)).isEqualTo(new PublishOutcome.Unconfirmed(why));
                await().atMost(PATIENCE).until(() -> heard.downs.equals(List.of(why)));
            }
        }
    }

    @Test
    void linkWhoseMessagesAreAcknowledgedStays() {
        // Given
        var heard = RecordingLinkListener.acknowledging();
        MqttLink link = start(impatient(HiveMqBroker.shared().uri()), heard);
        await().atMost(PATIENCE).until(() -> heard.ups.size() == 1);
        // When
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < 2 * ACK_TIMEOUT.toNanos()) {
            assertThat(join(link.publish(message("steady", "{}")))).isEqualTo(new PublishOutcome.TakenForNobody());
        }
        // Then
        assertThat(heard.downs).isEmpty();
    }

    private static LinkSettings impatient(String broker) {
        return new LinkSettings(
                new BrokerUri(broker),
                id("impatient"),
                Optional.empty(),
                Session.VOLATILE,
                TestTimings.ackTimeout(ACK_TIMEOUT));
    }

    @Test
    void twoClientsWithOneIdPushEachOtherOutSlowlyAndSayWhy() {
        // Given
        var first = RecordingLinkListener.silent();
        var second = RecordingLinkListener.silent();
        LinkTimings slowToTakeOver = TestTimings.quick(Duration.ofMinutes(5), TestTimings.QUICK.strayGrace());
        var settings = new LinkSettings(
                new BrokerUri(HiveMqBroker.shared().uri()),
                id("twin"),
                Optional.empty(),
                Session.VOLATILE,
                slowToTakeOver);
        start(settings, first);
        await().atMost(PATIENCE).until(() -> first.ups.size() == 1);
        // When
        start(settings, second);
        // Then
        await().atMost(PATIENCE).until(() -> !first.downs.isEmpty());
        assertThat(first.downs.get(0)).contains("another client connected with the client id 'twin");
        await().atMost(PATIENCE).until(() -> second.ups.size() == 1);
    }

    @Test
    void closedLinkPublishesNothing() {
        // Given
        MqttLink link = up("closed");
        link.close();
        // When
        PublishOutcome outcome = join(link.publish(message("t", "{}")));
        // Then
        assertThat(outcome).isInstanceOf(PublishOutcome.NeverSent.class);
    }

    @Test
    void linkTellsItsFailedAttemptsAndItsPauseUntilItIsUp() throws IOException {
        // Given
        var heard = RecordingLinkListener.acknowledging();
        int nobody;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = taken.getLocalPort();
        }
        // When
        MqttLink away = start(
                new LinkSettings(
                        new BrokerUri("tcp://127.0.0.1:" + nobody),
                        id("away"),
                        Optional.empty(),
                        Session.VOLATILE,
                        TestTimings.QUICK),
                heard);
        // Then
        await().atMost(PATIENCE).until(() -> away.retries().failed() >= 3);
        assertThat(away.retries().pause()).isBetween(Duration.ofMillis(10), Duration.ofMillis(200));
        assertThat(up("there").retries()).isEqualTo(Retries.NONE);
    }

    private MqttLink up(String name) {
        var heard = RecordingLinkListener.acknowledging();
        MqttLink link = link(name, Session.VOLATILE, heard);
        await().atMost(PATIENCE).until(() -> heard.ups.size() == 1);
        return link;
    }

    private MqttLink link(String name, Session session, LinkListener listener) {
        return start(
                new LinkSettings(
                        new BrokerUri(HiveMqBroker.shared().uri()),
                        id(name),
                        Optional.empty(),
                        session,
                        TestTimings.QUICK),
                listener);
    }

    private MqttLink start(LinkSettings settings, LinkListener listener) {
        MqttLink link = new PahoLink(settings, listener);
        links.add(link);
        link.start();
        return link;
    }

    private static String id(String name) {
        return name + "-" + IDS.incrementAndGet();
    }

    private static OutgoingMessage message(String topic, String payload) {
        return new OutgoingMessage(
                topic, payload.getBytes(StandardCharsets.UTF_8), "reply", new byte[16], Duration.ofSeconds(8));
    }

    private static String text(InboundMessage message) {
        return new String(message.payload(), StandardCharsets.UTF_8);
    }

    private static PublishOutcome join(CompletionStage<PublishOutcome> outcome) {
        return outcome.toCompletableFuture().join();
    }
}
