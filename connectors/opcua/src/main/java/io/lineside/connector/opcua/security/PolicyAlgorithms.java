package io.lineside.connector.opcua.security;

import java.security.Security;
import java.util.Arrays;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;

/**
 * Algorithms of security policies that Java does not have under the names that they are looked up by: the signature
 * and the cipher of Aes256_Sha256_RsaPss. Thread-safe.
 */
final class PolicyAlgorithms {
    private PolicyAlgorithms() {}

    /**
     * Brings what an endpoint needs into this JVM. Bouncy Castle is signed, so that no class archive has it: its provider
     * takes 0.4 s and 10 MB, which lines with other policies do without.
     */
    static void provideFor(EndpointDescription endpoint) {
        if (isRsaPss(endpoint) && Security.getProvider(BouncyCastleProvider.PROVIDER_NAME) == null) {
            BouncyCastle.install();
        }
    }

    private static boolean isRsaPss(EndpointDescription endpoint) {
        UserTokenPolicy[] tokens = endpoint.getUserIdentityTokens();
        Stream<String> users =
                tokens == null ? Stream.empty() : Arrays.stream(tokens).map(UserTokenPolicy::getSecurityPolicyUri);
        return Stream.concat(Stream.of(endpoint.getSecurityPolicyUri()), users)
                .anyMatch(SecurityPolicy.Aes256_Sha256_RsaPss.getUri()::equals);
    }

    /** A class of its own, as the JVM looks at the provider's classes when it checks the one that names them. */
    private static final class BouncyCastle {
        static void install() {
            Security.addProvider(new BouncyCastleProvider());
        }
    }
}
