package io.lineside.connector.opcua.client;

import io.lineside.connector.opcua.security.LineSecurity;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.milo.opcua.stack.core.Stack;
import org.eclipse.milo.opcua.stack.core.encoding.DefaultEncodingContext;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.GetEndpointsRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.GetEndpointsResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.RequestHeader;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;
import org.eclipse.milo.opcua.stack.core.util.Unit;
import org.eclipse.milo.opcua.stack.transport.client.ClientApplicationContext;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransport;

/**
 * Asks a server for its endpoints and picks the one to use (OPC 10000-4 5.5.4). Thread-safe.
 *
 * <p>Milo's own DiscoveryClient waits 60 s for a hung server, so this asks with the request timeout of the connection.
 */
final class EndpointFinder implements ClientApplicationContext {
    private final String url;
    private final LineSecurity security;
    private final UInteger requestTimeout;

    EndpointFinder(ClientSettings settings) {
        url = settings.endpoint();
        security = settings.security();
        requestTimeout = UInteger.valueOf(settings.requestTimeout().toMillis());
    }

    /**
     * What a server said, and what became of it.
     *
     * @param all as the server sent them, without any security
     * @param chosen with the host and port that the user gave
     */
    record Offer(List<EndpointDescription> all, EndpointDescription chosen) {}

    /** The endpoint to use, with the host and port that the user gave. */
    CompletableFuture<Offer> find(OpcTcpClientTransport transport) {
        return transport
                .connect(this)
                .thenCompose(connected -> transport.sendRequestMessage(request()))
                .thenApply(response -> choose((GetEndpointsResponse) response))
                .whenComplete((endpoint, failure) -> {
                    CompletionStage<Unit> gone = transport.disconnect();
                    gone.exceptionally(already -> Unit.VALUE);
                });
    }

    private GetEndpointsRequest request() {
        var header = new RequestHeader(
                NodeId.NULL_VALUE,
                DateTime.now(),
                UInteger.valueOf(0),
                UInteger.valueOf(0),
                null,
                requestTimeout,
                null);
        return request(header, url);
    }

    private Offer choose(GetEndpointsResponse response) {
        List<EndpointDescription> offered = list(response);
        EndpointDescription chosen = security.choose(offered, EndpointUtil.getHost(url));
        return new Offer(offered, EndpointUtil.updateUrl(chosen, EndpointUtil.getHost(url), EndpointUtil.getPort(url)));
    }

    static List<EndpointDescription> list(GetEndpointsResponse response) {
        EndpointDescription[] endpoints = response.getEndpoints();
        return endpoints == null ? List.of() : List.of(endpoints);
    }

    static GetEndpointsRequest request(RequestHeader header, String url) {
        return new GetEndpointsRequest(
                header, url, new String[0], new String[] {Stack.TCP_UASC_UABINARY_TRANSPORT_URI});
    }

    @Override
    public EndpointDescription getEndpoint() {
        return new EndpointDescription(
                url,
                null,
                null,
                MessageSecurityMode.None,
                SecurityPolicy.None.getUri(),
                null,
                Stack.TCP_UASC_UABINARY_TRANSPORT_URI,
                UByte.valueOf(0));
    }

    @Override
    public Optional<KeyPair> getKeyPair() {
        return Optional.empty();
    }

    @Override
    public Optional<X509Certificate> getCertificate() {
        return Optional.empty();
    }

    @Override
    public Optional<X509Certificate[]> getCertificateChain() {
        return Optional.empty();
    }

    @Override
    public CertificateValidator getCertificateValidator() {
        return new CertificateValidator.InsecureCertificateValidator();
    }

    @Override
    public EncodingContext getEncodingContext() {
        return DefaultEncodingContext.INSTANCE;
    }

    @Override
    public UInteger getRequestTimeout() {
        return requestTimeout;
    }
}
