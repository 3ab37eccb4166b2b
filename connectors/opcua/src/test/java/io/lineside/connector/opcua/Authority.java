package io.lineside.connector.opcua;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that issues certificates of machines, and takes them back. */
@SuppressWarnings("JavaUtilDate") // What BouncyCastle takes.
public final class Authority {
    private static final X500Name NAME = new X500Name("CN=Factory CA");
    private static final int REVOKED_SERIAL = 7;

    private final KeyPair keys = newKeys();
    private final Instant now;

    /** One whose certificates are valid around the time that this clock shows. */
    public Authority(Clock clock) {
        now = clock.instant();
    }

    /** Its own certificate. */
    public X509Certificate certificate() {
        try {
            JcaX509v3CertificateBuilder builder = builder(NAME, keys, 1);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return signed(builder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The key of a machine, and its certificate with those of its issuers. */
    public record Issued(KeyPair keys, List<X509Certificate> chain) {}

    /** A certificate of a machine on this computer. */
    public Issued issue(String applicationUri) {
        KeyPair machine = newKeys();
        try {
            JcaX509v3CertificateBuilder builder = builder(new X500Name("CN=odd machine"), machine, REVOKED_SERIAL);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(KeyUsage.digitalSignature
                            | KeyUsage.nonRepudiation
                            | KeyUsage.keyEncipherment
                            | KeyUsage.dataEncipherment));
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                new GeneralName(GeneralName.uniformResourceIdentifier, applicationUri),
                new GeneralName(GeneralName.dNSName, "localhost"),
                new GeneralName(GeneralName.iPAddress, "127.0.0.1")
            }));
            return new Issued(machine, List.of(signed(builder), certificate()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a revocation list with what {@link #issue} gave out, signed by another authority if wanted. */
    public void revoke(Path file, Authority signer) {
        revoke(file, signer, now.plus(Duration.ofDays(7)));
    }

    /** The same, to be replaced then. */
    public void revoke(Path file, Authority signer, Instant nextUpdate) {
        var builder = listUntil(nextUpdate);
        builder.addCRLEntry(
                BigInteger.valueOf(REVOKED_SERIAL), Date.from(now.minus(Duration.ofDays(2))), CRLReason.keyCompromise);
        write(file, builder, signer);
    }

    /** Writes a revocation list with nothing in it, to be replaced then. */
    public void revokeNothing(Path file, Instant nextUpdate) {
        write(file, listUntil(nextUpdate), this);
    }

    private X509v2CRLBuilder listUntil(Instant nextUpdate) {
        var builder = new X509v2CRLBuilder(NAME, Date.from(now.minus(Duration.ofDays(1))));
        return builder.setNextUpdate(Date.from(nextUpdate));
    }

    private static void write(Path file, X509v2CRLBuilder list, Authority signer) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, list.build(signer.signer()).getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JcaX509v3CertificateBuilder builder(X500Name subject, KeyPair subjectKeys, int serial) {
        return new JcaX509v3CertificateBuilder(
                NAME,
                BigInteger.valueOf(serial),
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(Duration.ofDays(90))),
                subject,
                subjectKeys.getPublic());
    }

    private X509Certificate signed(JcaX509v3CertificateBuilder builder) {
        try {
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private ContentSigner signer() {
        try {
            return new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate());
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
