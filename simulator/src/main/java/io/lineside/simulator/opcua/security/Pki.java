package io.lineside.simulator.opcua.security;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.Set;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.security.CertificateManager;
import org.eclipse.milo.opcua.stack.core.security.DefaultApplicationGroup;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;
import org.eclipse.milo.opcua.stack.core.security.DefaultServerCertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.FileBasedCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.FileBasedTrustListManager;
import org.eclipse.milo.opcua.stack.core.security.KeyStoreCertificateStore;
import org.eclipse.milo.opcua.stack.core.security.RsaSha256CertificateFactory;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateBuilder;
import org.eclipse.milo.opcua.stack.core.util.validation.ValidationCheck;

/**
 * A line's folder of certificates: {@code own/line.pfx} and {@code own/line.der}, made at the first start and kept;
 * {@code trusted/certs}, where a person puts what the line shall trust, without a restart; {@code rejected/certs},
 * where every refused one lands; {@code users/trusted/certs} for X.509 users.
 *
 * <p>Thread-safe.
 */
final class Pki implements Closeable {
    private static final char[] PASSWORD = "simulator".toCharArray();

    private final FileBasedTrustListManager trusted;
    private final FileBasedTrustListManager trustedUsers;
    private final CertificateManager manager;
    private final X509Certificate own;

    private Pki(
            FileBasedTrustListManager trusted,
            FileBasedTrustListManager trustedUsers,
            CertificateManager manager,
            X509Certificate own) {
        this.trusted = trusted;
        this.trustedUsers = trustedUsers;
        this.manager = manager;
        this.own = own;
    }

    static Pki open(Path folder, String applicationUri, String commonName) {
        try {
            Path ownFolder = Files.createDirectories(folder.resolve("own"));
            Path rejected = Files.createDirectories(folder.resolve("rejected").resolve("certs"));
            FileBasedTrustListManager trusted = FileBasedTrustListManager.createAndInitialize(folder);
            FileBasedTrustListManager trustedUsers =
                    FileBasedTrustListManager.createAndInitialize(Files.createDirectories(folder.resolve("users")));
            FileBasedCertificateQuarantine quarantine = new FileBasedCertificateQuarantine(rejected.toFile());
            DefaultApplicationGroup group = DefaultApplicationGroup.createAndInitialize(
                    trusted,
                    KeyStoreCertificateStore.createAndInitialize(new KeyStoreCertificateStore.Settings(
                            ownFolder.resolve("line.pfx"), PASSWORD::clone, alias -> PASSWORD.clone())),
                    new OwnCertificate(applicationUri, commonName),
                    new DefaultServerCertificateValidator(
                            trusted, Set.of(ValidationCheck.VALIDITY, ValidationCheck.APPLICATION_URI), quarantine));
            X509Certificate own = group.getCertificateChain(NodeIds.RsaSha256ApplicationCertificateType)
                    .orElseThrow()[0];
            Files.write(ownFolder.resolve("line.der"), own.getEncoded());
            return new Pki(trusted, trustedUsers, new DefaultCertificateManager(quarantine, group), own);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": must be a folder that can be written", e);
        } catch (Exception e) {
            // The library's key stores and factories declare no narrower one.
            throw new IllegalStateException(folder + ": the line's own certificate cannot be made or read", e);
        }
    }

    CertificateManager manager() {
        return manager;
    }

    X509Certificate own() {
        return own;
    }

    boolean isTrustedUser(X509Certificate certificate) {
        return trustedUsers.getTrustedCertificates().contains(certificate);
    }

    @Override
    public void close() {
        try {
            trusted.close();
            trustedUsers.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the line's trust list cannot be closed", e);
        }
    }

    private static final class OwnCertificate extends RsaSha256CertificateFactory {
        private final String applicationUri;
        private final String commonName;

        OwnCertificate(String applicationUri, String commonName) {
            this.applicationUri = applicationUri;
            this.commonName = commonName;
        }

        // OPC 10000-6 6.2.2: the certificate's subjectAltName carries the application's URI.
        @Override
        protected X509Certificate[] createRsaSha256CertificateChain(KeyPair keyPair) throws Exception {
            X509Certificate certificate = new SelfSignedCertificateBuilder(keyPair)
                    .setCommonName(commonName)
                    .setOrganization("Lineside simulator")
                    .setApplicationUri(applicationUri)
                    .addDnsName("localhost")
                    .addIpAddress("127.0.0.1")
                    .build();
            return new X509Certificate[] {certificate};
        }
    }
}
