package io.lineside.model.pki;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names one certificate: the SHA-256 of its DER bytes.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Fingerprint(String hex) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    /** Refuses everything else. */
    public Fingerprint {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException(
                    "fingerprint must be the 64 hexadecimal digits of a SHA-256, was '" + hex + "'");
        }
    }

    /** The fingerprint of a certificate. */
    public static Fingerprint of(X509Certificate certificate) {
        return new Fingerprint(digest("SHA-256", certificate));
    }

    /**
     * Reads what people write: capital or small digits, with or without colons and blanks.
     *
     * @throws IllegalArgumentException with rule and value
     */
    public static Fingerprint parse(String text) {
        return new Fingerprint(digits(text));
    }

    /** The digits of a whole or abbreviated fingerprint as people write it. */
    public static String digits(String text) {
        return text.replaceAll("[:\\s]", "").toLowerCase(Locale.ROOT);
    }

    /** The SHA-1 of a certificate in capitals: the thumbprint by which OPC UA servers name it (OPC 10000-6 6.2.2). */
    public static String thumbprint(X509Certificate certificate) {
        return digest("SHA-1", certificate).toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return hex;
    }

    private static String digest(String algorithm, X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalArgumentException("certificate can not be digested with " + algorithm, e);
        }
    }
}
