package io.lineside.connector.opcua.client;

import io.lineside.connector.opcua.security.SecurityFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfig;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfigBuilder;
import org.eclipse.milo.opcua.sdk.client.OpcUaSession;
import org.eclipse.milo.opcua.stack.core.Stack;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.channel.EncodingLimits;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.GetEndpointsResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.RequestHeader;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransport;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransportConfig;

/**
 * Makes one attempt to open a session: endpoints, secure channel, session, and what the user needs of it. Thread-safe.
 *
 * <p>A fresh Milo client for every attempt: its own reconnecting pauses up to 16 s, hands old subscriptions over only to
 * servers that can do that, and would let requests wait for a connection that comes much later. Event loop, timers and
 * executors are Milo's shared ones, so a connection costs no thread of its own. A server that is away blocks no thread;
 * a server that is there blocks one for the moment of looking around.
 */
public final class ClientOpener {
    private static final int MAX_MESSAGE = 2 * 1024 * 1024;
    private static final int MAX_CHUNK = 65_535;
    private static final EncodingLimits LIMITS = new EncodingLimits(MAX_CHUNK, 64, MAX_MESSAGE, 64);

    /** A session that could not be closed frees its place at the server after this time. */
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(30);
    /** Connecting is up to this many requests, one after the other. */
    private static final int REQUESTS_TO_CONNECT = 5;

    private final ClientSettings settings;
    private final Duration keepAlive;

    /**
     * An opener of sessions with one server.
     *
     * @param keepAlive how often Milo asks a silent server whether it is there
     */
    public ClientOpener(ClientSettings settings, Duration keepAlive) {
        this.settings = settings;
        this.keepAlive = keepAlive;
    }

    /**
     * What becomes of a session that was just opened.
     *
     * @param <T> what its user works with
     */
    @FunctionalInterface
    public interface Furnisher<T> {
        /** Looks around at the server; may block for as many requests as that needs. */
        T furnish(OpcUaClient client, OpcUaSession session) throws UaException;
    }

    /** Makes the attempt. Completes exceptionally when it failed; nothing of it is left then. */
    public <T> CompletionStage<T> open(Furnisher<T> furnisher) {
        return new EndpointFinder(settings)
                .find(transport())
                .orTimeout(patience(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        Patience.inWords(failure, "GetEndpoints", settings.requestTimeout())))
                .thenApplyAsync(offer -> new Connecting(offer, config(offer.chosen())), Stack.sharedExecutor())
                .thenCompose(connecting -> connect(connecting, furnisher));
    }

    private record Connecting(EndpointFinder.Offer offer, OpcUaClientConfig config) {}

    private <T> CompletableFuture<T> connect(Connecting connecting, Furnisher<T> furnisher) {
        var client = new OpcUaClient(connecting.config(), transport());
        return client.connectAsync()
                .thenCompose(OpcUaClient::getSessionAsync)
                .orTimeout(patience(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        Patience.inWords(failure, "the opening of a session", settings.requestTimeout())))
                .thenApplyAsync(
                        session -> furnish(client, session, connecting.offer(), furnisher), Stack.sharedExecutor())
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(inWords(failure)))
                .whenComplete((opened, failure) -> {
                    if (failure != null) {
                        new ClientDisposal(client).dispose();
                    }
                });
    }

    /** What only this connection's security can explain, explained. */
    private Throwable inWords(Throwable failure) {
        return PlainWords.status(failure)
                .flatMap(settings.security()::explain)
                .map(Throwable.class::cast)
                .orElse(failure);
    }

    private <T> T furnish(
            OpcUaClient client, OpcUaSession session, EndpointFinder.Offer offer, Furnisher<T> furnisher) {
        try {
            refuseAlteredOffer(client, session, offer);
            return furnisher.furnish(client, session);
        } catch (UaException e) {
            throw new CompletionException(e);
        }
    }

    /**
     * Asks for the endpoints once more, over the secured connection (OPC 10000-4 5.6.2 has the client compare): the first
     * list came without security, and whoever altered it may have taken the better endpoints out.
     */
    private void refuseAlteredOffer(OpcUaClient client, OpcUaSession session, EndpointFinder.Offer offer)
            throws UaException {
        if (settings.security().isInsecure()) {
            return;
        }
        RequestHeader header =
                client.newRequestHeader(session.getAuthenticationToken(), milliseconds(settings.requestTimeout()));
        var secured = (GetEndpointsResponse) client.sendRequest(EndpointFinder.request(header, settings.endpoint()));
        settings.security().altered(offer.all(), EndpointFinder.list(secured)).ifPresent(why -> {
            throw new SecurityFailure(why);
        });
    }

    private long patience() {
        return settings.requestTimeout().multipliedBy(REQUESTS_TO_CONNECT).toMillis();
    }

    private OpcTcpClientTransport transport() {
        UInteger timeout = milliseconds(settings.requestTimeout());
        return new OpcTcpClientTransport(OpcTcpClientTransportConfig.newBuilder()
                .setConnectTimeout(timeout)
                .setAcknowledgeTimeout(timeout)
                .build());
    }

    private OpcUaClientConfig config(EndpointDescription endpoint) {
        OpcUaClientConfigBuilder config = OpcUaClientConfig.builder();
        settings.security().applyTo(config);
        return config.setApplicationName(LocalizedText.english("Lineside"))
                .setProductUri("urn:lineside")
                .setSessionName(settings::clientName)
                .setEndpoint(endpoint)
                .setSessionEndpointValidationEnabled(false)
                .setSessionTimeout(milliseconds(SESSION_TIMEOUT))
                .setRequestTimeout(milliseconds(settings.requestTimeout()))
                .setKeepAliveInterval(milliseconds(keepAlive))
                .setKeepAliveTimeout(milliseconds(settings.requestTimeout()))
                .setKeepAliveFailuresAllowed(UInteger.valueOf(0))
                .setEncodingLimits(LIMITS)
                .setMaxResponseMessageSize(UInteger.valueOf(MAX_MESSAGE))
                .build();
    }

    private static UInteger milliseconds(Duration duration) {
        return UInteger.valueOf(duration.toMillis());
    }
}
