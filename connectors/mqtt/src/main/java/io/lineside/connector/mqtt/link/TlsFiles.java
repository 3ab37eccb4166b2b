package io.lineside.connector.mqtt.link;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * What TLS to a broker rests on, as PEM files, read anew for every connection so that a renewed certificate is taken up.
 *
 * @param caFile certificates of the authorities that may have signed the broker's; empty for those of the Java platform
 * @param certFile the gateway's own certificate and what it is signed by, for brokers that ask for one
 * @param keyFile its private key, PKCS#8 without a password; given with {@code certFile} or not at all
 */
public record TlsFiles(Optional<Path> caFile, Optional<Path> certFile, Optional<Path> keyFile) {
    /** The Java platform's authorities, and no certificate of our own. */
    public static final TlsFiles NONE = new TlsFiles(Optional.empty(), Optional.empty(), Optional.empty());

    private static final Pattern KEY = Pattern.compile("(?s)-----BEGIN PRIVATE KEY-----(.+?)-----END PRIVATE KEY-----");
    private static final char[] NO_PASSWORD = {};

    /** Refuses half a client certificate with an {@link IllegalArgumentException}. */
    public TlsFiles {
        if (certFile.isPresent() != keyFile.isPresent()) {
            throw new IllegalArgumentException(
                    certFile.isPresent()
                            ? "keyFile: is required with certFile, was absent"
                            : "certFile: is required with keyFile, was absent");
        }
    }

    /** Whether any file is named. */
    public boolean any() {
        return caFile.isPresent() || certFile.isPresent();
    }

    /**
     * Makes sockets of what the files hold now; the host name of the broker is checked when they are used.
     *
     * @throws TlsFilesException for a file that can not be used, naming its key, the rule and the file
     */
    public SSLSocketFactory sockets() throws TlsFilesException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(), trust(), null);
            return new NoDelayTlsSockets(context.getSocketFactory());
        } catch (GeneralSecurityException e) {
            throw new TlsFilesException("TLS: can not be set up with these files: " + e.getMessage(), e);
        }
    }

    /** None: those of the platform. */
    private TrustManager @Nullable [] trust() throws TlsFilesException, GeneralSecurityException {
        if (caFile.isEmpty()) {
            return null;
        }
        KeyStore store = emptyStore();
        int number = 0;
        for (Certificate certificate : certificates("caFile", caFile.get())) {
            store.setCertificateEntry("ca-" + number++, certificate);
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust.getTrustManagers();
    }

    private KeyManager @Nullable [] keys() throws TlsFilesException, GeneralSecurityException {
        if (certFile.isEmpty() || keyFile.isEmpty()) {
            return null;
        }
        Certificate[] chain = certificates("certFile", certFile.get()).toArray(new Certificate[0]);
        PrivateKey key = privateKey(keyFile.get(), chain[0].getPublicKey().getAlgorithm());
        KeyStore store = emptyStore();
        store.setKeyEntry("gateway", key, NO_PASSWORD, chain);
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        return keys.getKeyManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, NO_PASSWORD);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
        return store;
    }

    private static List<Certificate> certificates(String key, Path file) throws TlsFilesException {
        try (InputStream in = Files.newInputStream(file)) {
            List<Certificate> found =
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
            if (found.isEmpty()) {
                throw new TlsFilesException(key + ": must hold certificates in PEM, was empty: " + file, null);
            }
            return found;
        } catch (IOException e) {
            throw unreadable(key, file, e);
        } catch (CertificateException e) {
            throw new TlsFilesException(key + ": must hold certificates in PEM, was not: " + file, e);
        }
    }

    private static PrivateKey privateKey(Path file, String algorithm) throws TlsFilesException {
        try {
            Matcher pem = KEY.matcher(Files.readString(file));
            if (!pem.find()) {
                throw notAKey(file, algorithm, null);
            }
            byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (IOException e) {
            throw unreadable("keyFile", file, e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw notAKey(file, algorithm, e);
        }
    }

    private static TlsFilesException notAKey(Path file, String algorithm, @Nullable Throwable cause) {
        return new TlsFilesException(
                "keyFile: must hold the " + algorithm + " key of certFile as '-----BEGIN PRIVATE KEY-----' (PKCS#8"
                        + " without a password; openssl pkcs8 -topk8 -nocrypt makes it), was not: " + file,
                cause);
    }

    private static TlsFilesException unreadable(String key, Path file, IOException cause) {
        String rule = Files.exists(file) ? "must be readable" : "must exist";
        return new TlsFilesException(key + ": " + rule + ", was " + file, cause);
    }
}
