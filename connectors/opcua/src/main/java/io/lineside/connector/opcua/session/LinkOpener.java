package io.lineside.connector.opcua.session;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfig;
import org.eclipse.milo.opcua.sdk.client.OpcUaSession;
import org.eclipse.milo.opcua.sdk.client.SessionActivityListener;
import org.eclipse.milo.opcua.sdk.client.UaSession;
import org.eclipse.milo.opcua.stack.core.Stack;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.channel.EncodingLimits;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
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
                .thenCompose(this::connect);
    }

    private CompletableFuture<Link> connect(EndpointDescription endpoint) {
        var client = new OpcUaClient(config(endpoint), transport());
        return client.connectAsync()
                .thenCompose(OpcUaClient::getSessionAsync)
                .orTimeout(patience(), TimeUnit.MILLISECONDS)
                .thenApplyAsync(session -> furnish(client, session), Stack.sharedExecutor())
                .whenComplete((link, failure) -> {
                    if (failure != null) {
                        new ClientDisposal(client).dispose();
                    }
                });
    }

    private Link furnish(OpcUaClient client, OpcUaSession session) {
        try {
            JobControlNodes nodes = new JobControlDiscovery(client, settings).discover();
            var link = new Link(client, session, nodes, settings, listener);
            client.addSessionActivityListener(new SessionActivityListener() {
                @Override
                public void onSessionInactive(UaSession lost) {
                    link.lose("the connection to " + settings.endpoint() + " broke");
                }
            });
            new EventFeed(link, listener).start(settings);
            new Heartbeat(link, settings.requestTimeout(), Stack.sharedExecutor()).start();
            return link;
        } catch (UaException e) {
            throw new CompletionException(e);
        }
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
        return OpcUaClientConfig.builder()
                .setApplicationName(LocalizedText.english("Lineside gateway"))
                .setApplicationUri("urn:lineside:gateway")
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
