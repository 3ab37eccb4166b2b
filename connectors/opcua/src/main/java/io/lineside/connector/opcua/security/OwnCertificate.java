package io.lineside.connector.opcua.security;

import io.lineside.model.pki.CertificateFolder;
import io.lineside.model.pki.Fingerprint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateBuilder;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateGenerator;

/**
 * The application instance certificate of the gateway (OPC 10000-6 6.2.2), in {@code own/lineside.crt} and
 * {@code own/lineside.key}. Made at first use, valid for five years; files put there by somebody else are used as they
 * are.
 *
 * @param applicationUri as the certificate says it: servers refuse a session whose ApplicationUri differs
 */
record OwnCertificate(KeyPair keys, List<X509Certificate> chain, String applicationUri, Path keyFile) {
    private static final int KEY_BITS = 2048;
    private static final Period VALIDITY = Period.ofYears(5);
    private static final String NO_NAME = "localhost";
    /** For servers whose clock is behind. */
    private static final Period BEFORE = Period.ofDays(1);

    OwnCertificate {
        chain = List.copyOf(chain);
    }

    /**
     * Reads the certificate, and makes it where there is none.
     *
     * @throws SecurityFailure when it can not be read or written, or certificate and key do not belong together
     */
    static synchronized OwnCertificate in(CertificateFolder folder, String gatewayId, Clock clock) {
        Path own = folder.folder(CertificateFolder.Place.OWN);
        Path keyFile = own.resolve("lineside.key");
        Path certificateFile = own.resolve("lineside.crt");
        try {
            if (!Files.exists(certificateFile)) {
                make(certificateFile, keyFile, gatewayId, clock.instant());
            }
        } catch (IOException e) {
            throw new SecurityFailure("the gateway's own certificate can not be written to " + own + ": "
                    + PemFiles.reason(e) + "; the gateway needs to write there at its first start");
        }
        List<X509Certificate> chain = PemFiles.certificates(certificateFile);
        PrivateKey key = PemFiles.key(keyFile);
        if (!belongTogether(chain.get(0), key)) {
            throw new SecurityFailure(keyFile + " is not the RSA key of " + certificateFile);
        }
        String uri = CertificateUtil.getSanUri(chain.get(0))
                .orElseThrow(() -> new SecurityFailure(
                        certificateFile + " must hold an application URI in its SubjectAlternativeName, did not"));
        return new OwnCertificate(new KeyPair(chain.get(0).getPublicKey(), key), chain, uri, keyFile);
    }

    X509Certificate certificate() {
        return chain.get(0);
    }

    /** How an operator finds it in the list of the line. */
    String words() {
        return "'" + certificate().getSubjectX500Principal().getName() + "', thumbprint "
                + Fingerprint.thumbprint(certificate()) + " (SHA-256 " + Fingerprint.of(certificate()) + ")";
    }

    private static void make(Path certificateFile, Path keyFile, String gatewayId, Instant now) throws IOException {
        try {
            X509Certificate certificate = sign(keys(keyFile), gatewayId, now);
            PemFiles.write(certificateFile, "CERTIFICATE", certificate.getEncoded(), false);
        } catch (GeneralSecurityException e) {
            throw new SecurityFailure("the gateway's own certificate can not be made: " + PemFiles.reason(e));
        }
    }

    /** The key first: a start cut short in between goes on with it. */
    private static KeyPair keys(Path keyFile) throws IOException, GeneralSecurityException {
        if (!Files.exists(keyFile)) {
            KeyPair keys = SelfSignedCertificateGenerator.generateRsaKeyPair(KEY_BITS);
            PemFiles.write(keyFile, "PRIVATE KEY", keys.getPrivate().getEncoded(), true);
            return keys;
        }
        var key = (RSAPrivateCrtKey) PemFiles.key(keyFile);
        var publicKey = KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
        return new KeyPair(publicKey, key);
    }

    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
        return certificate.getPublicKey() instanceof RSAPublicKey open
                && key instanceof RSAPrivateKey secret
                && open.getModulus().equals(secret.getModulus());
    }

    // Extensions and usages are Milo's, as OPC 10000-6 6.2.2 demands.
    @SuppressWarnings("JavaUtilDate")
    private static X509Certificate sign(KeyPair keys, String gatewayId, Instant now) throws GeneralSecurityException {
        String host = hostName();
        try {
            return new SelfSignedCertificateGenerator()
                    .generateSelfSigned(
                            keys,
                            Date.from(now.minus(BEFORE)),
                            Date.from(
                                    now.atOffset(ZoneOffset.UTC).plus(VALIDITY).toInstant()),
                            "Lineside gateway " + gatewayId,
                            "Lineside",
                            null,
                            null,
                            null,
                            null,
                            "urn:" + host + ":lineside:" + gatewayId,
                            List.of(host),
                            addresses(),
                            SelfSignedCertificateBuilder.SA_SHA256_RSA);
        } catch (GeneralSecurityException e) {
            throw e;
        } catch (Exception e) {
            throw new GeneralSecurityException("it can not be signed: " + e, e);
        }
    }

    /** What the host calls itself, reduced to what a DNS name and a URI allow. */
    private static String hostName() {
        try {
            String name = InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.-]", "-");
            return name.isEmpty() ? NO_NAME : name;
        } catch (UnknownHostException nameless) {
            return NO_NAME;
        }
    }

    /** The addresses that the host is reached at from elsewhere. */
    private static List<String> addresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .map(address -> address.getHostAddress().replaceFirst("%.*", ""))
                    .toList();
        } catch (SocketException noNetwork) {
            return List.of();
        }
    }
}
