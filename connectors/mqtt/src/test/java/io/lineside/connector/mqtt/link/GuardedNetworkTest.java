package io.lineside.connector.mqtt.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.lineside.connector.mqtt.HiveMqBroker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;
import org.eclipse.paho.mqttv5.client.internal.SSLNetworkModuleFactory;
import org.junit.jupiter.api.Test;

/** What is told of a connection that ends while it starts, in the orders in which threads may get there. */
class GuardedNetworkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Startup startup = new Startup();

    @Test
    void alertThatIsReadBeforePahoTakesItsOutputIsTold() throws Exception {
        // Given a broker that wants a certificate, and says so after the handshake
        HiveMqBroker broker = HiveMqBroker.shared();
        var options = new GuardedOptions(startup);
        var authority = Optional.of(broker.certificates().file("ca.pem"));
        options.setSocketFactory(new TlsFiles(authority, Optional.empty(), Optional.empty()).sockets());
        NetworkModule paho = new SSLNetworkModuleFactory()
                .createNetworkModule(URI.create(broker.mutualTlsUri()), options, "lineside-without-certificate");
        var network = new GuardedNetwork(paho, startup);
        network.start();
        CompletableFuture<Throwable> heard = reading(network.getInputStream());
        await().atMost(PATIENCE).until(() -> isClosed(paho));
        // When
        Throwable told = catchThrowable(() -> network.getOutputStream().write(1));
        // Then
        assertThat(TlsFailures.explain(told)).get().asString().contains("set certFile and keyFile");
        assertThat(heard.join()).isSameAs(told);
    }

    @Test
    void alertThatClosesTheSocketWhileConnectIsWrittenIsTold() {
        // Given
        var alert = new SSLHandshakeException("Received fatal alert: certificate_required");
        var writing = new CompletableFuture<Void>();
        InputStream in = startup.guard(failingAfter(writing, alert));
        OutputStream out = startup.guard(new OutputStream() {
            @Override
            public void write(int single) throws IOException {
                writing.complete(null);
                throw new SocketException("Socket is closed");
            }
        });
        CompletableFuture<Throwable> heard = reading(in);
        // When
        Throwable told = catchThrowable(() -> out.write(1));
        // Then
        assertThat(told).isSameAs(alert);
        assertThat(heard.join()).isSameAs(alert);
    }

    private static CompletableFuture<Throwable> reading(InputStream in) {
        return CompletableFuture.supplyAsync(() -> catchThrowable(in::read));
    }

    private static boolean isClosed(NetworkModule network) {
        return catchThrowable(network::getInputStream) != null;
    }

    private static InputStream failingAfter(CompletableFuture<Void> moment, IOException failure) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                moment.join();
                throw failure;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return read();
            }
        };
    }
}
