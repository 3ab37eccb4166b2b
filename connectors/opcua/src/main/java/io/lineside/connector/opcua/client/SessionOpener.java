package io.lineside.connector.opcua.client;

import io.lineside.connector.opcua.security.SecurityFailure;
import io.lineside.connector.opcua.session.PlainWords;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.client.DiscoveryClient;
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
import org.eclipse.milo.opcua.stack.core.types.structured.GetEndpointsRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.GetEndpointsResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.RequestHeader;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;
import org.eclipse.milo.opcua.stack.core.util.Lists;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransport;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransportConfig;

/**
 * Makes one attempt to open a session: endpoints, secure channel, session, operation limits. Thread-safe.
 *
 * <p>A fresh Milo client for every attempt: its own reconnecting pauses up to 16 s and would let requests wait for a
 * connection that comes much later.
 */
final class SessionOpener {
    private static final int MAX_MESSAGE = 2 * 1024 * 1024;
    private static final EncodingLimits LIMITS = new EncodingLimits(65_535, 64, MAX_MESSAGE, 64);
    /** A session that could not be closed frees its place at the server after this time. */
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration LONGEST_KEEP_ALIVE = Duration.ofSeconds(5);
    /** Connecting is up to this many requests, one after the other. */
    private static final int REQUESTS_TO_CONNECT = 5;

    private final ClientSettings settings;

    SessionOpener(ClientSettings settings) {
        this.settings = settings;
    }

    /** Completes exceptionally when the attempt failed; nothing of it is left then. */
    CompletionStage<ServerSession> open() {
        return offered()
                .copy()
                .orTimeout(patience(), TimeUnit.MILLISECONDS)
                .thenApplyAsync(this::connecting, Stack.sharedExecutor())
                .thenCompose(this::connect);
    }

    private CompletableFuture<List<EndpointDescription>> offered() {
        return DiscoveryClient.getEndpoints(settings.endpoint(), transport -> transport
                .setConnectTimeout(milliseconds(settings.requestTimeout()))
                .setAcknowledgeTimeout(milliseconds(settings.requestTimeout())));
    }

    /** What was offered without security, and the configuration for the endpoint that was chosen of it. */
    private record Connecting(List<EndpointDescription> offered, OpcUaClientConfig config) {}

    private Connecting connecting(List<EndpointDescription> offered) {
        String host = EndpointUtil.getHost(settings.endpoint());
        EndpointDescription chosen = settings.security().choose(offered, host);
        // A PLC often advertises a name that only it knows: the user's host and port are the ones that work.
        return new Connecting(
                offered, config(EndpointUtil.updateUrl(chosen, host, EndpointUtil.getPort(settings.endpoint()))));
    }

    private CompletableFuture<ServerSession> connect(Connecting connecting) {
        var client = new OpcUaClient(connecting.config(), transport());
        return client.connectAsync()
                .thenCompose(OpcUaClient::getSessionAsync)
                .orTimeout(patience(), TimeUnit.MILLISECONDS)
                .thenApplyAsync(session -> serverSession(client, session, connecting.offered()), Stack.sharedExecutor())
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(inWords(failure)))
                .whenComplete((session, failure) -> {
                    if (failure != null) {
                        ServerSession.dispose(client);
                    }
                });
    }

    private ServerSession serverSession(OpcUaClient client, OpcUaSession session, List<EndpointDescription> offered) {
        try {
            refuseAlteredOffer(client, session, offered);
            return new ServerSession(client, session, settings, client.readOperationLimits());
        } catch (UaException e) {
            throw new CompletionException(e);
        }
    }

    /** The first list came without security: OPC 10000-4 5.6.2 has the client compare it with a secured one. */
    private void refuseAlteredOffer(OpcUaClient client, OpcUaSession session, List<EndpointDescription> offered)
            throws UaException {
        RequestHeader header =
                client.newRequestHeader(session.getAuthenticationToken(), milliseconds(settings.requestTimeout()));
        var secured = (GetEndpointsResponse) client.sendRequest(new GetEndpointsRequest(
                header, settings.endpoint(), new String[0], new String[] {Stack.TCP_UASC_UABINARY_TRANSPORT_URI}));
        settings.security()
                .altered(offered, Lists.ofNullable(secured.getEndpoints()))
                .ifPresent(why -> {
                    throw new SecurityFailure(why);
                });
    }

    /** What only this connection's security can explain, explained. */
    private Throwable inWords(Throwable failure) {
        return OpcUaException.of(PlainWords.of(failure, settings.endpoint()), failure)
                .status()
                .flatMap(settings.security()::explain)
                .<Throwable>map(explained -> explained)
                .orElse(failure);
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
        Duration half = settings.requestTimeout().dividedBy(2);
        OpcUaClientConfigBuilder config = OpcUaClientConfig.builder();
        settings.security().applyTo(config);
        return config.setApplicationName(LocalizedText.english("Lineside"))
                .setProductUri("urn:lineside")
                .setSessionName(settings::clientName)
                .setEndpoint(endpoint)
                .setSessionEndpointValidationEnabled(false)
                .setSessionTimeout(milliseconds(SESSION_TIMEOUT))
                .setRequestTimeout(milliseconds(settings.requestTimeout()))
                .setKeepAliveInterval(milliseconds(half.compareTo(LONGEST_KEEP_ALIVE) < 0 ? half : LONGEST_KEEP_ALIVE))
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
