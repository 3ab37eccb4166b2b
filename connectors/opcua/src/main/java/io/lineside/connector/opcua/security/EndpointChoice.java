package io.lineside.connector.opcua.security;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.Stack;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.UserTokenType;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;

/** Which of the endpoints that a server offers is used; never a weaker one than the line file says. Thread-safe. */
final class EndpointChoice {
    /** Strongest first. What is not here is broken (OPC 10000-7): not used, whatever a server says. */
    static final List<SecurityPolicy> POLICIES = List.of(
            SecurityPolicy.Aes256_Sha256_RsaPss, SecurityPolicy.Basic256Sha256, SecurityPolicy.Aes128_Sha256_RsaOaep);

    private final SecuritySettings settings;

    EndpointChoice(SecuritySettings settings) {
        this.settings = settings;
    }

    /**
     * The endpoint to use.
     *
     * @throws SecurityFailure when none is as the line file wants it
     */
    EndpointDescription of(List<EndpointDescription> offered) {
        List<EndpointDescription> binary = offered.stream()
                .filter(endpoint -> Stack.TCP_UASC_UABINARY_TRANSPORT_URI.equals(endpoint.getTransportProfileUri()))
                .toList();
        List<EndpointDescription> fit =
                binary.stream().filter(this::isSecuredAsWanted).toList();
        if (fit.isEmpty()) {
            throw new SecurityFailure(noneFits(binary));
        }
        return fit.stream()
                .filter(endpoint -> token(endpoint, settings.user().type()).isPresent())
                .min(Comparator.comparingInt(EndpointChoice::rank))
                .orElseThrow(() -> new SecurityFailure(
                        "the server does not take " + settings.user().words() + ", only " + tokens(fit)
                                + "; the gateway opens no session as anybody else than the line file says"));
    }

    /** The token policy of an endpoint for a kind of user; the encrypted one where there are several. */
    static Optional<UserTokenPolicy> token(EndpointDescription endpoint, UserTokenType type) {
        UserTokenPolicy[] policies = endpoint.getUserIdentityTokens();
        if (policies == null || policies.length == 0) {
            return type == UserTokenType.Anonymous
                    ? Optional.of(new UserTokenPolicy("", UserTokenType.Anonymous, null, null, null))
                    : Optional.empty();
        }
        return Stream.of(policies)
                .filter(policy -> policy.getTokenType() == type)
                .min(Comparator.comparing(policy -> isPlain(endpoint, policy)));
    }

    /** Whether a secret would travel as it is. */
    static boolean isPlain(EndpointDescription endpoint, UserTokenPolicy policy) {
        String own = policy.getSecurityPolicyUri();
        String uri = own == null || own.isEmpty() ? endpoint.getSecurityPolicyUri() : own;
        return SecurityPolicy.None.getUri().equals(uri)
                && endpoint.getSecurityMode() != MessageSecurityMode.SignAndEncrypt;
    }

    /** Of several token policies the one that encrypts by itself, then one that leaves it to the endpoint. */
    static UserTokenPolicy mostSecret(List<UserTokenPolicy> policies) {
        return policies.stream()
                .min(Comparator.comparingInt(policy -> {
                    String uri = policy.getSecurityPolicyUri();
                    boolean open = uri == null || uri.isEmpty();
                    return open ? 1 : SecurityPolicy.None.getUri().equals(uri) ? 2 : 0;
                }))
                .orElseThrow();
    }

    static String summary(List<EndpointDescription> endpoints) {
        return endpoints.stream().map(EndpointChoice::words).distinct().sorted().collect(Collectors.joining(", "));
    }

    /** What a server offers, but for addresses and order: equal lists are the same offer. */
    static Set<String> offer(List<EndpointDescription> endpoints) {
        return endpoints.stream()
                .map(endpoint -> words(endpoint) + " " + certificate(endpoint) + " " + tokens(List.of(endpoint)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean isSecuredAsWanted(EndpointDescription endpoint) {
        if (settings.insecure()) {
            return SecurityPolicy.None.getUri().equals(endpoint.getSecurityPolicyUri())
                    && endpoint.getSecurityMode() == MessageSecurityMode.None;
        }
        return endpoint.getSecurityMode() == MessageSecurityMode.SignAndEncrypt
                && rank(endpoint) < POLICIES.size()
                && settings.policy()
                        .map(SecurityPolicy::getUri)
                        .map(uri -> uri.equals(endpoint.getSecurityPolicyUri()))
                        .orElse(true);
    }

    private String noneFits(List<EndpointDescription> offered) {
        String only = offered.isEmpty() ? "none at all" : summary(offered);
        if (settings.insecure()) {
            return "the server offers no endpoint without security, only " + only
                    + ": take insecure out of the line file";
        }
        String wanted = settings.policy().map(List::of).orElse(POLICIES).stream()
                .map(SecurityPolicy::name)
                .collect(Collectors.joining(" or "));
        return "the server offers no endpoint with " + wanted + " in mode SignAndEncrypt, only " + only
                + ": switch one on at the line. If it is on, somebody between here and the line has taken it out of"
                + " the list, and the gateway is right not to connect";
    }

    private static int rank(EndpointDescription endpoint) {
        for (int rank = 0; rank < POLICIES.size(); rank++) {
            if (POLICIES.get(rank).getUri().equals(endpoint.getSecurityPolicyUri())) {
                return rank;
            }
        }
        return POLICIES.size();
    }

    static String words(EndpointDescription endpoint) {
        String policy = String.valueOf(endpoint.getSecurityPolicyUri());
        return policy.substring(policy.indexOf('#') + 1) + "/" + endpoint.getSecurityMode();
    }

    private static String tokens(List<EndpointDescription> endpoints) {
        return endpoints.stream()
                .map(endpoint -> Objects.requireNonNullElse(endpoint.getUserIdentityTokens(), new UserTokenPolicy[0]))
                .flatMap(Arrays::stream)
                .map(policy -> policy.getTokenType().name())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static int certificate(EndpointDescription endpoint) {
        return Arrays.hashCode(
                endpoint.getServerCertificate() == null
                        ? new byte[0]
                        : endpoint.getServerCertificate().bytesOrEmpty());
    }
}
