package io.lineside.connector.mqtt;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** An authority made for one test run, a broker's certificate for the host name localhost alone, and a client's. */
public final class TestCertificates {
    private static final AtomicLong SERIAL = new AtomicLong(1);
    /** Of every key store. */
    public static final String PASSWORD = "only-a-test";

    private final Path folder;

    private record Holder(KeyPair keys, X509Certificate certificate) {}

    /** Writes ca.pem, other-ca.pem, client.pem, client.key, broker.jks and clients.jks into a folder. */
    public TestCertificates(Path folder) {
        this.folder = folder;
        try {
            Holder authority = issue("authority", null, true);
            Holder broker = issue("localhost", authority, false);
            Holder client = issue("lineside", authority, false);
            pem("ca.pem", "CERTIFICATE", authority.certificate().getEncoded());
            pem(
                    "other-ca.pem",
                    "CERTIFICATE",
                    issue("other", null, true).certificate().getEncoded());
            pem("client.pem", "CERTIFICATE", client.certificate().getEncoded());
            pem("client.key", "PRIVATE KEY", client.keys().getPrivate().getEncoded());
            store("broker.jks", broker.keys().getPrivate(), broker.certificate(), authority.certificate());
            store("clients.jks", null, authority.certificate());
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One of the files. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    private static Holder issue(String name, @Nullable Holder issuer, boolean authority)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair keys = generator.generateKeyPair();
        var subject = new X500Name("CN=" + name);
        var signing = issuer == null ? keys.getPrivate() : issuer.keys().getPrivate();
        Instant now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                issuer == null
                        ? subject
                        : new X500Name(
                                issuer.certificate().getSubjectX500Principal().getName()),
                BigInteger.valueOf(SERIAL.incrementAndGet()),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(Duration.ofDays(1))),
                subject,
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        builder.addExtension(
                Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(GeneralName.dNSName, name)));
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(signing);
        return new Holder(keys, new JcaX509CertificateConverter().getCertificate(builder.build(signer)));
    }

    private void pem(String name, String type, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file(name), "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
    }

    private void store(String name, @Nullable PrivateKey key, Certificate... chain)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        if (key == null) {
            store.setCertificateEntry("authority", chain[0]);
        } else {
            store.setKeyEntry("broker", key, PASSWORD.toCharArray(), chain);
        }
        try (OutputStream out = Files.newOutputStream(file(name))) {
            store.store(out, PASSWORD.toCharArray());
        }
    }
}
