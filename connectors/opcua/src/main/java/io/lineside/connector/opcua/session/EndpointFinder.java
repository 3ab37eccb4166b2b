package io.lineside.connector.opcua.session;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.eclipse.milo.opcua.stack.core.types.enumerated.UserTokenType;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.GetEndpointsRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.GetEndpointsResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.RequestHeader;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;
import org.eclipse.milo.opcua.stack.core.util.Unit;
import org.eclipse.milo.opcua.stack.transport.client.ClientApplicationContext;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransport;

/**
 * Asks a server for its endpoints and picks the one to use (OPC 10000-4 5.5.4). Thread-safe.
 *
 * <p>Milo's own DiscoveryClient waits 60 s for a hung server, so this asks with the line's request timeout.
 */
final class EndpointFinder implements ClientApplicationContext {
    private final String url;
    private final UInteger requestTimeout;

    EndpointFinder(LinkSettings settings) {
        url = settings.endpoint();
        requestTimeout = UInteger.valueOf(settings.requestTimeout().toMillis());
    }

    /** The endpoint to use, with the host and port of the line file. */
    CompletableFuture<EndpointDescription> find(OpcTcpClientTransport transport) {
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
        return new GetEndpointsRequest(
                header, url, new String[0], new String[] {Stack.TCP_UASC_UABINARY_TRANSPORT_URI});
    }

    private EndpointDescription choose(GetEndpointsResponse response) {
        EndpointDescription[] offered = response.getEndpoints();
        if (offered == null) {
            throw new LinkFailure("the server offers no endpoint");
        }
        EndpointDescription endpoint = Arrays.stream(offered)
                .filter(EndpointFinder::isUnsecured)
                .findFirst()
                .orElseThrow(() -> new LinkFailure("the server offers no endpoint without security, only "
                        + Arrays.stream(offered).map(EndpointFinder::words).collect(Collectors.joining(", "))
                        + "; this version of the gateway speaks only security policy None"));
        if (!allowsAnonymous(endpoint)) {
            throw new LinkFailure("the server's endpoint without security does not allow anonymous sessions");
        }
        return EndpointUtil.updateUrl(endpoint, EndpointUtil.getHost(url), EndpointUtil.getPort(url));
    }

    private static boolean isUnsecured(EndpointDescription endpoint) {
        return SecurityPolicy.None.getUri().equals(endpoint.getSecurityPolicyUri())
                && endpoint.getSecurityMode() == MessageSecurityMode.None;
    }

    private static boolean allowsAnonymous(EndpointDescription endpoint) {
        UserTokenPolicy[] policies = endpoint.getUserIdentityTokens();
        return policies == null
                || policies.length == 0
                || Stream.of(policies).anyMatch(policy -> policy.getTokenType() == UserTokenType.Anonymous);
    }

    private static String words(EndpointDescription endpoint) {
        String policy = String.valueOf(endpoint.getSecurityPolicyUri());
        return policy.substring(policy.indexOf('#') + 1) + "/" + endpoint.getSecurityMode();
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
