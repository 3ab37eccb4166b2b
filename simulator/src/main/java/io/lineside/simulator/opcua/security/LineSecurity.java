package io.lineside.simulator.opcua.security;

import io.lineside.simulator.line.LoopbackPort;
import io.lineside.simulator.plant.SecuritySpec;
import java.io.Closeable;
import java.nio.file.Path;
import java.security.Security;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.identity.AnonymousIdentityValidator;
import org.eclipse.milo.opcua.sdk.server.identity.CompositeValidator;
import org.eclipse.milo.opcua.sdk.server.identity.IdentityValidator;
import org.eclipse.milo.opcua.sdk.server.identity.UsernameIdentityValidator;
import org.eclipse.milo.opcua.sdk.server.identity.X509IdentityValidator;
import org.eclipse.milo.opcua.stack.core.security.CertificateManager;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.transport.TransportProfile;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;

/** Endpoints, certificates and users of one line, as its plan says. Thread-safe. */
public final class LineSecurity implements Closeable {
    private static final SecuritySpec OPEN =
            new SecuritySpec(List.of(SecurityPolicy.Basic256Sha256.name()), true, true, Map.of(), false);

    private final SecuritySpec spec;
    private final Optional<Pki> pki;

    private LineSecurity(SecuritySpec spec, Optional<Pki> pki) {
        this.spec = spec;
        this.pki = pki;
    }

    /**
     * Opens the line's folder of certificates, making its own one if there is none.
     *
     * @param spec empty for a line that is open to anybody, which has no folder
     */
    public static LineSecurity open(Optional<SecuritySpec> spec, Path folder, String applicationUri, String lineId) {
        if (spec.isEmpty()) {
            return new LineSecurity(OPEN, Optional.empty());
        }
        if (Security.getProvider(BouncyCastleProvider.PROVIDER_NAME) == null) {
            // Aes256_Sha256_RsaPss needs a signature that the JDK knows by another name.
            Security.addProvider(new BouncyCastleProvider());
        }
        return new LineSecurity(spec.get(), Optional.of(Pki.open(folder, applicationUri, lineId)));
    }

    /** The certificates for the server. */
    public CertificateManager certificates() {
        return pki.map(Pki::manager).orElseGet(() -> new DefaultCertificateManager(new MemoryCertificateQuarantine()));
    }

    /** Who may come in. */
    public IdentityValidator users() {
        List<IdentityValidator> validators = new ArrayList<>();
        if (spec.anonymous()) {
            validators.add(AnonymousIdentityValidator.INSTANCE);
        }
        if (!spec.users().isEmpty()) {
            validators.add(new UsernameIdentityValidator(
                    given -> given.getPassword().equals(spec.users().get(given.getUsername()))));
        }
        if (spec.userCertificates()) {
            pki.ifPresent(folder -> validators.add(new X509IdentityValidator(folder::isTrustedUser)));
        }
        return new CompositeValidator(validators);
    }

    /** One endpoint per policy, and the one for discovery that OPC 10000-6 wants beside secured ones. */
    public Set<EndpointConfig> endpoints(int port, String path) {
        EndpointConfig.Builder base = EndpointConfig.newBuilder()
                .setTransportProfile(TransportProfile.TCP_UASC_UABINARY)
                .setBindAddress(LoopbackPort.HOST)
                .setBindPort(port)
                .setHostname(LoopbackPort.HOST)
                .setPath(path)
                .addTokenPolicies(tokens().toArray(new UserTokenPolicy[0]));
        pki.ifPresent(folder -> base.setCertificate(folder.own()));
        Set<EndpointConfig> endpoints = new LinkedHashSet<>();
        if (spec.none()) {
            endpoints.add(unsecured(base, path));
        }
        if (pki.isPresent()) {
            for (String policy : spec.policies()) {
                endpoints.add(base.copy()
                        .setSecurityPolicy(SecurityPolicy.valueOf(policy))
                        .setSecurityMode(MessageSecurityMode.SignAndEncrypt)
                        .build());
            }
        }
        endpoints.add(unsecured(base, path + "/discovery"));
        return endpoints;
    }

    /** Stops watching the folder. */
    @Override
    public void close() {
        pki.ifPresent(Pki::close);
    }

    private static EndpointConfig unsecured(EndpointConfig.Builder base, String path) {
        return base.copy()
                .setPath(path)
                .setSecurityPolicy(SecurityPolicy.None)
                .setSecurityMode(MessageSecurityMode.None)
                .build();
    }

    private List<UserTokenPolicy> tokens() {
        List<UserTokenPolicy> tokens = new ArrayList<>();
        if (spec.anonymous()) {
            tokens.add(OpcUaServerConfig.USER_TOKEN_POLICY_ANONYMOUS);
        }
        if (!spec.users().isEmpty()) {
            tokens.add(OpcUaServerConfig.USER_TOKEN_POLICY_USERNAME);
        }
        if (spec.userCertificates()) {
            tokens.add(OpcUaServerConfig.USER_TOKEN_POLICY_X509);
        }
        return tokens;
    }
}
