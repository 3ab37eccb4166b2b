package io.lineside.connector.opcua.session;

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
import org.eclipse.milo.opcua.sdk.client.SessionActivityListener;
import org.eclipse.milo.opcua.sdk.client.UaSession;
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
 * Opens links: endpoint, session, nodes, subscription, heartbeat. Thread-safe.
 *
 * <p>A fresh Milo client for every attempt: its own reconnecting pauses up to 16 s, hands old subscriptions over only to
 * servers that can do that, and would let requests wait for a connection that comes much later. Event loop, timers and
 * executors are Milo's shared ones, so a line costs no thread of its own. A line that is away blocks no thread; a line
 * that is there blocks one for the moment of looking around.
 */
public final class LinkOpener {
    private static final int MAX_MESSAGE = 2 * 1024 * 1024;
    private static final int MAX_CHUNK = 65_535;
    private static final EncodingLimits LIMITS = new EncodingLimits(MAX_CHUNK, 64, MAX_MESSAGE, 64);

    /** A session that the gateway could not close frees its place at the server after this time. */
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(30);
    /** Milo's own keep-alive is left idle: {@link Heartbeat} does more. */
    private static final Duration NEVER = Duration.ofDays(20);
    /** Connecting is up to this many requests, one after the other. */
    private static final int REQUESTS_TO_CONNECT = 5;

    private final LinkSettings settings;
    private final LinkListener listener;

    /** An opener for one line. */
    public LinkOpener(LinkSettings settings, LinkListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /** Makes one attempt. Completes exceptionally when it failed; nothing of it is left then. */
    public CompletionStage<Link> open() {
        return new EndpointFinder(settings)
                .find(transport())
                .orTimeout(patience(), TimeUnit.MILLISECONDS)
                .thenApplyAsync(offer -> new Connecting(offer, config(offer.chosen())), Stack.sharedExecutor())
                .thenCompose(this::connect);
    }

    private record Connecting(EndpointFinder.Offer offer, OpcUaClientConfig config) {}

    private CompletableFuture<Link> connect(Connecting connecting) {
        var client = new OpcUaClient(connecting.config(), transport());
        return client.connectAsync()
                .thenCompose(OpcUaClient::getSessionAsync)
                .orTimeout(patience(), TimeUnit.MILLISECONDS)
                .thenApplyAsync(session -> furnish(client, session, connecting.offer()), Stack.sharedExecutor())
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(inWords(failure)))
                .whenComplete((link, failure) -> {
                    if (failure != null) {
                        new ClientDisposal(client).dispose();
                    }
                });
    }

    /** What only this line's security can explain, explained. */
    private Throwable inWords(Throwable failure) {
        return PlainWords.status(failure)
                .flatMap(settings.security()::explain)
                .map(Throwable.class::cast)
                .orElse(failure);
    }

    private Link furnish(OpcUaClient client, OpcUaSession session, EndpointFinder.Offer offer) {
        try {
            refuseAlteredOffer(client, session, offer);
            JobControlNodes nodes = new JobControlDiscovery(client, settings).discover();
            var link = new Link(client, session, nodes, OperationLimits.of(client), settings, listener);
            client.addSessionActivityListener(new SessionActivityListener() {
                @Override
                public void onSessionInactive(UaSession lost) {
                    link.lose("the connection to " + settings.endpoint() + " broke");
                }
            });
            new EventFeed(link, listener).start(settings);
            new Heartbeat(link, settings.requestTimeout(), settings.clock(), Stack.sharedExecutor()).start();
            return link;
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
        return config.setApplicationName(LocalizedText.english("Lineside gateway"))
                .setProductUri("urn:lineside")
                .setSessionName(settings::clientName)
                .setEndpoint(endpoint)
                .setSessionEndpointValidationEnabled(false)
                .setSessionTimeout(milliseconds(SESSION_TIMEOUT))
                .setRequestTimeout(milliseconds(settings.requestTimeout()))
                .setKeepAliveInterval(milliseconds(NEVER))
                .setEncodingLimits(LIMITS)
                .setMaxResponseMessageSize(UInteger.valueOf(MAX_MESSAGE))
                .build();
    }

    private static UInteger milliseconds(Duration duration) {
        return UInteger.valueOf(duration.toMillis());
    }
}
