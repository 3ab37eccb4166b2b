package io.lineside.connector.opcua;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfigBuilder;
import org.eclipse.milo.opcua.sdk.server.identity.AnonymousIdentityValidator;
import org.eclipse.milo.opcua.sdk.server.identity.CompositeValidator;
import org.eclipse.milo.opcua.sdk.server.identity.UsernameIdentityValidator;
import org.eclipse.milo.opcua.sdk.server.identity.X509IdentityValidator;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.security.CertificateStore;
import org.eclipse.milo.opcua.stack.core.security.DefaultApplicationGroup;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;
import org.eclipse.milo.opcua.stack.core.security.DefaultServerCertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateStore;
import org.eclipse.milo.opcua.stack.core.security.MemoryTrustListManager;
import org.eclipse.milo.opcua.stack.core.security.RsaSha256CertificateFactory;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateBuilder;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateGenerator;

/** How a server of a test is secured: its certificate, whom it trusts, which endpoints and users it has. */
final class ServerSecurity {
    static final String USER = "lineside";
    static final String PASSWORD = "kiln & glaze";
    private static final String URI = "urn:odd";

    private final Identity identity;
    private final List<SecurityPolicy> policies;
    private final List<UserTokenPolicy> users;
    private final AtomicInteger passwords = new AtomicInteger();
    private final MemoryTrustListManager trust = new MemoryTrustListManager();
    private final MemoryCertificateQuarantine quarantine = new MemoryCertificateQuarantine();

    /** A key and the certificate for it. */
    record Identity(KeyPair keys, List<X509Certificate> chain) {
        X509Certificate certificate() {
            return chain.get(0);
        }

        /** Puts it where the gateway has its own. */
        void write(Path own) throws IOException {
            Files.createDirectories(own);
            try {
                pem(own.resolve("lineside.crt"), "CERTIFICATE", certificate().getEncoded());
            } catch (CertificateEncodingException e) {
                throw new IOException(e);
            }
            pem(own.resolve("lineside.key"), "PRIVATE KEY", keys.getPrivate().getEncoded());
        }

        private static void pem(Path file, String kind, byte[] content) throws IOException {
            Files.writeString(
                    file,
                    "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                            + kind + "-----\n");
        }

        static Identity selfSigned(String uri) {
            KeyPair keys = newKeys();
            try {
                return new Identity(
                        keys,
                        List.of(new SelfSignedCertificateBuilder(keys)
                                .setCommonName("odd machine")
                                .setApplicationUri(uri)
                                .addDnsName("localhost")
                                .addIpAddress("127.0.0.1")
                                .build()));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @SuppressWarnings("JavaUtilDate")
        static Identity valid(Instant from, Instant until) {
            KeyPair keys = newKeys();
            try {
                return new Identity(
                        keys,
                        List.of(new SelfSignedCertificateGenerator()
                                .generateSelfSigned(
                                        keys,
                                        Date.from(from),
                                        Date.from(until),
                                        "odd machine",
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        URI,
                                        List.of("localhost"),
                                        List.of(),
                                        SelfSignedCertificateBuilder.SA_SHA256_RSA)));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        private static KeyPair newKeys() {
            try {
                return SelfSignedCertificateGenerator.generateRsaKeyPair(2048);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    ServerSecurity(Identity identity, List<SecurityPolicy> policies, UserTokenPolicy... users) {
        this.identity = identity;
        this.policies = policies;
        this.users = users.length == 0 ? List.of(OpcUaServerConfig.USER_TOKEN_POLICY_ANONYMOUS) : List.of(users);
    }

    static ServerSecurity none() {
        return new ServerSecurity(new Identity(Identity.newKeys(), List.of()), List.of(SecurityPolicy.None));
    }

    /** With a certificate of its own and these policies in mode SignAndEncrypt. */
    static ServerSecurity with(SecurityPolicy... policies) {
        return new ServerSecurity(Identity.selfSigned(URI), List.of(policies));
    }

    X509Certificate certificate() {
        return identity.certificate();
    }

    Identity identity() {
        return identity;
    }

    void trust(X509Certificate client) {
        trust.addTrustedCertificate(client);
    }

    /** How many passwords were tried. */
    int passwords() {
        return passwords.get();
    }

    /** What the operator of the machine would find in its list of rejected clients. */
    List<X509Certificate> rejected() {
        return quarantine.getRejectedCertificates();
    }

    Set<EndpointConfig> endpoints(EndpointConfig.Builder base) {
        var endpoints = new LinkedHashSet<EndpointConfig>();
        for (SecurityPolicy policy : policies) {
            EndpointConfig.Builder endpoint = base.copy()
                    .setSecurityPolicy(policy)
                    .setSecurityMode(
                            policy == SecurityPolicy.None
                                    ? MessageSecurityMode.None
                                    : MessageSecurityMode.SignAndEncrypt)
                    .addTokenPolicies(users.toArray(UserTokenPolicy[]::new));
            identity.chain().stream().findFirst().ifPresent(endpoint::setCertificate);
            endpoints.add(endpoint.build());
        }
        return endpoints;
    }

    OpcUaServerConfigBuilder applyTo(OpcUaServerConfigBuilder config) {
        config.setApplicationUri(URI);
        config.setIdentityValidator(new CompositeValidator(
                AnonymousIdentityValidator.INSTANCE,
                new UsernameIdentityValidator(challenge -> {
                    passwords.incrementAndGet();
                    return challenge.getUsername().equals(USER)
                            && challenge.getPassword().equals(PASSWORD);
                }),
                new X509IdentityValidator(
                        certificate -> trust.getTrustedCertificates().contains(certificate))));
        return config.setCertificateManager(
                identity.chain().isEmpty()
                        ? new DefaultCertificateManager(quarantine)
                        : new DefaultCertificateManager(quarantine, group()));
    }

    private DefaultApplicationGroup group() {
        try {
            var store = new MemoryCertificateStore();
            store.set(
                    NodeIds.RsaSha256ApplicationCertificateType,
                    new CertificateStore.Entry(
                            identity.keys().getPrivate(), identity.chain().toArray(X509Certificate[]::new)));
            return DefaultApplicationGroup.createAndInitialize(
                    trust, store, new Unused(), new DefaultServerCertificateValidator(trust, quarantine));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Unused extends RsaSha256CertificateFactory {
        @Override
        protected X509Certificate[] createRsaSha256CertificateChain(KeyPair keys) {
            throw new UnsupportedOperationException("the store holds a certificate already");
        }
    }
}
