package io.lineside.simulator.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lineside.simulator.line.LoopbackPort;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SHORT = 300;

    private final EchoServer server = new EchoServer();
    private final FaultProxy proxy = FaultProxy.to(server.port());
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        proxy.close();
        server.close();
    }

    @Test
    void faultlessWirePassesEveryByteAndTheEnd() throws IOException {
        // Given
        Socket client = connect();
        byte[] sent = new byte[3_000_000];
        new Random(1).nextBytes(sent);
        // When
        var unused = CompletableFuture.runAsync(() -> sendAll(client, sent));
        byte[] received = client.getInputStream().readAllBytes();
        // Then
        assertThat(received).isEqualTo(sent);
        await().atMost(PATIENCE).until(() -> server.endings().equals(List.of("end")));
        await().atMost(PATIENCE).until(() -> proxy.connections() == 0);
    }

    @Test
    void delayHoldsEachDirectionByItself() throws IOException {
        // Given
        Socket client = connect();
        proxy.set(Map.of("delayUp", "PT0.2S", "delayDown", "PT0.3S"));
        // When
        long began = System.nanoTime();
        say(client, "late");
        await().atMost(PATIENCE).until(() -> server.received() == 4);
        long up = millisSince(began);
        String heard = hear(client, 4);
        // Then
        assertThat(heard).isEqualTo("late");
        assertThat(up).isGreaterThanOrEqualTo(200);
        assertThat(millisSince(began)).isGreaterThanOrEqualTo(500);
    }

    @Test
    void delayCostsNoThroughput() throws IOException {
        // Given
        Socket client = connect();
        proxy.set(Map.of("delayUp", "PT0.5S"));
        // When
        long began = System.nanoTime();
        for (int i = 0; i < 40; i++) {
            say(client, "x");
            // A second chunk is read while the first one waits.
            await().pollDelay(Duration.ofMillis(10)).atMost(PATIENCE).until(() -> true);
        }
        hear(client, 40);
        // Then: one after the other they would have taken twenty seconds.
        assertThat(millisSince(began)).isBetween(500L, 15_000L);
    }

    @Test
    void bandwidthLimitsBytesPerSecond() throws IOException {
        // Given
        Socket client = connect();
        proxy.set(Map.of("bandwidth", 2_000));
        // When
        long began = System.nanoTime();
        say(client, "x".repeat(2_000));
        hear(client, 2_000);
        // Then
        assertThat(millisSince(began)).isBetween(900L, 30_000L);
    }

    @Test
    void blackHoleKeepsConnectionsOpenAndDeliversLateWhenItHeals() throws IOException {
        // Given
        Socket client = connect();
        proxy.set(Map.of("blackHole", "both"));
        say(client, "into the dark");
        assertSilent(client);
        assertThat(server.received()).isZero();
        // When
        proxy.heal();
        // Then
        assertThat(hear(client, 13)).isEqualTo("into the dark");
        assertThat(server.endings()).isEmpty();
    }

    @Test
    void oneWayBlackHoleLetsTheOtherDirectionPass() throws IOException {
        // Given
        Socket client = connect();
        proxy.set(Map.of("blackHole", "down"));
        // When
        say(client, "one way");
        // Then
        await().atMost(PATIENCE).until(() -> server.received() == 7);
        assertSilent(client);
        proxy.set(Map.of("blackHole", "up"));
        assertThat(hear(client, 7)).isEqualTo("one way");
        say(client, "back");
        assertSilent(client);
        assertThat(server.received()).isEqualTo(7);
    }

    @Test
    void endIntoABlackHoleIsNotHeardOnTheOtherSide() throws IOException {
        // Given
        Socket client = connect();
        say(client, "x");
        hear(client, 1);
        proxy.set(Map.of("blackHole", "up"));
        // When
        client.close();
        // Then
        await().during(Duration.ofMillis(SHORT)).atMost(PATIENCE).until(() -> server.endings()
                .isEmpty());
        proxy.heal();
        await().atMost(PATIENCE).until(() -> server.endings().size() == 1);
    }

    @Test
    void connectionIsResetAfterSoManyBytesOfBothDirections() throws IOException {
        // Given
        Socket client = connect();
        proxy.set(Map.of("dropAfter", 25));
        // When
        say(client, "x".repeat(10));
        hear(client, 10);
        say(client, "x".repeat(10));
        // Then
        assertThatThrownBy(() -> hear(client, 10)).isInstanceOf(SocketException.class);
        await().atMost(PATIENCE).until(() -> server.endings().equals(List.of("reset")));
        assertThat(server.received()).isEqualTo(15);
    }

    @Test
    void truncatedAnswerEndsInGoodOrderAmidTheMessage() throws IOException {
        // Given
        Socket client = connect();
        proxy.set(Map.of("truncateAfter", 6));
        // When
        say(client, "truncated");
        // Then
        assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("trunca");
        client.close();
        await().atMost(PATIENCE).until(() -> proxy.connections() == 0);
    }

    @Test
    void refusedConnectionsSeeAClosedPortAndOpenOnesGoOn() throws IOException {
        // Given
        Socket client = connect();
        say(client, "x");
        hear(client, 1);
        // When
        proxy.set(Map.of("refuse", true));
        // Then
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
        say(client, "still");
        assertThat(hear(client, 5)).isEqualTo("still");
        proxy.heal();
        Socket next = connect();
        say(next, "again");
        assertThat(hear(next, 5)).isEqualTo("again");
    }

    @Test
    void resetIsSeenByBothEndsAndNewConnectionsAreTaken() throws IOException {
        // Given
        Socket client = connect();
        say(client, "x");
        hear(client, 1);
        // When
        proxy.reset();
        // Then
        assertThatThrownBy(() -> hear(client, 1)).isInstanceOf(SocketException.class);
        await().atMost(PATIENCE).until(() -> server.endings().equals(List.of("reset")));
        Socket next = connect();
        say(next, "again");
        assertThat(hear(next, 5)).isEqualTo("again");
    }

    @Test
    void targetThatIsAwayEndsTheConnection() throws IOException {
        // Given
        int nobody = LoopbackPort.claim(0, "nobody");
        try (FaultProxy toNobody = FaultProxy.to(nobody)) {
            // When
            Socket client = connect(toNobody);
            // Then
            assertThatThrownBy(() -> hear(client, 1)).isInstanceOf(SocketException.class);
            await().atMost(PATIENCE).until(() -> toNobody.connections() == 0);
        }
    }

    @Test
    void randomFaultsComeByThemselvesAndAreOverWhenSwitchedOff() throws IOException {
        // When
        proxy.set(Map.of("random", 7));
        // Then
        await().atMost(PATIENCE.multipliedBy(2)).until(() -> !works());
        proxy.set(Map.of("random", "off"));
        await().atMost(PATIENCE).until(this::works);
        assertThat(proxy.faults()).isEqualTo(Faults.NONE);
    }

    private boolean works() {
        try (Socket client = connect()) {
            say(client, "x".repeat(3_000));
            hear(client, 3_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Socket connect() throws IOException {
        return connect(proxy);
    }

    private Socket connect(FaultProxy to) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), to.port());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        return socket;
    }

    private static void assertSilent(Socket client) throws IOException {
        client.setSoTimeout(SHORT);
        assertThatThrownBy(() -> hear(client, 1)).isInstanceOf(SocketTimeoutException.class);
        client.setSoTimeout((int) PATIENCE.toMillis());
    }

    private static String hear(Socket client, int bytes) throws IOException {
        byte[] heard = client.getInputStream().readNBytes(bytes);
        if (heard.length < bytes) {
            throw new SocketException("ended after " + heard.length + " bytes");
        }
        return new String(heard, StandardCharsets.US_ASCII);
    }

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void sendAll(Socket client, byte[] bytes) {
        try {
            client.getOutputStream().write(bytes);
            client.shutdownOutput();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long millisSince(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }
}
