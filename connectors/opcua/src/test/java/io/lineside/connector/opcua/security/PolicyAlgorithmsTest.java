package io.lineside.connector.opcua.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Provider;
import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.UserTokenType;
import org.eclipse.milo.opcua.stack.core.types.structured.ApplicationDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The provider is the JVM's: what was there before is there again afterwards. */
class PolicyAlgorithmsTest {
    private static final String NAME = BouncyCastleProvider.PROVIDER_NAME;

    private Provider before;

    @BeforeEach
    void takesItAway() {
        before = Security.getProvider(NAME);
        Security.removeProvider(NAME);
    }

    @AfterEach
    void putsItBack() {
        Security.removeProvider(NAME);
        if (before != null) {
            Security.addProvider(before);
        }
    }

    private static EndpointDescription endpoint(SecurityPolicy policy, UserTokenPolicy... users) {
        return new EndpointDescription(
                "opc.tcp://plc:4840",
                new ApplicationDescription(null, null, null, null, null, null, null),
                ByteString.NULL_VALUE,
                policy == SecurityPolicy.None ? MessageSecurityMode.None : MessageSecurityMode.SignAndEncrypt,
                policy.getUri(),
                users,
                null,
                UByte.valueOf(0));
    }

    @Test
    void rsaPssFindsItsAlgorithms() {
        // Given
        EndpointDescription endpoint = endpoint(SecurityPolicy.Aes256_Sha256_RsaPss);
        // When
        PolicyAlgorithms.provideFor(endpoint);
        // Then
        assertThat(Security.getProviders("Signature.SHA256withRSA/PSS")).isNotEmpty();
        assertThat(Security.getProvider(NAME)).isNotNull();
    }

    @Test
    void userTokenCanNeedThemToo() {
        // Given
        var user = new UserTokenPolicy(
                "user", UserTokenType.UserName, null, null, SecurityPolicy.Aes256_Sha256_RsaPss.getUri());
        // When
        PolicyAlgorithms.provideFor(endpoint(SecurityPolicy.Basic256Sha256, user));
        // Then
        assertThat(Security.getProvider(NAME)).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "Aes256_Sha256_RsaPss")
    void otherPoliciesDoWithout(SecurityPolicy policy) {
        // Given
        EndpointDescription endpoint = endpoint(policy);
        // When
        PolicyAlgorithms.provideFor(endpoint);
        // Then
        assertThat(Security.getProvider(NAME)).isNull();
    }
}
