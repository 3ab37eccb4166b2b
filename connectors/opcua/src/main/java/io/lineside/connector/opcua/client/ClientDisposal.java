package io.lineside.connector.opcua.client;

import com.digitalpetri.netty.fsm.State;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransport;

/**
 * Ends a Milo client for good. Thread-safe.
 *
 * <p>Milo closes the session first, and while the server is away it would wait for it for ever and go on reconnecting;
 * taking the transport from it after a while ends that.
 */
public final class ClientDisposal {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final OpcUaClient client;

    /** For one client. */
    public ClientDisposal(OpcUaClient client) {
        this.client = client;
    }

    /** Whether a request would go out at once. */
    public static boolean isConnected(OpcUaClient client) {
        return client.getTransport() instanceof OpcTcpClientTransport transport
                && transport.getChannelFsm().getState() == State.Connected;
    }

    /** Completes when nothing of the client is left, or after some seconds; always normally. */
    public CompletionStage<Void> dispose() {
        CompletableFuture<Void> closed = client.disconnectAsync().thenAccept(gone -> {});
        return closed.copy()
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(late -> client.getTransport().disconnect().thenAccept(gone -> {}))
                .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> null);
    }
}
