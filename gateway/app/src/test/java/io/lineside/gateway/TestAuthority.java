package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** An authority that signs certificates of clients, made with the JDK's own tool. */
public final class TestAuthority {
    private static final String PASSWORD = new String(SelfSigned.PASSWORD);

    private final Path folder;
    private final String name;

    /** A new authority of this name, with its files in the folder. */
    public TestAuthority(Path folder, String name) throws Exception {
        this.folder = folder;
        this.name = name;
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "bc:c",
                "-keystore",
                store(name));
        keytool("-exportcert", "-rfc", "-alias", name, "-keystore", store(name), "-file", pem().toString());
    }

    /** Its certificate. */
    public Path pem() {
        return folder.resolve(name + ".pem");
    }

    /** A key with a certificate of this subject that the authority has signed; options as keytool has them. */
    public KeyStore sign(String alias, String subject, String... options) throws Exception {
        Path request = folder.resolve(alias + ".csr");
        Path signed = folder.resolve(alias + ".pem");
        keytool("-genkeypair", "-alias", alias, "-keyalg", "EC", "-dname", subject, "-keystore", store(alias));
        keytool("-certreq", "-alias", alias, "-keystore", store(alias), "-file", request.toString());
        List<String> sign = new ArrayList<>(List.of(
                "-gencert",
                "-rfc",
                "-alias",
                name,
                "-keystore",
                store(name),
                "-infile",
                request.toString(),
                "-outfile",
                signed.toString(),
                "-ext",
                "eku=clientAuth"));
        sign.addAll(List.of(options));
        keytool(sign.toArray(String[]::new));
        keytool("-importcert", "-noprompt", "-alias", name, "-keystore", store(alias), "-file", pem().toString());
        keytool("-importcert", "-noprompt", "-alias", alias, "-keystore", store(alias), "-file", signed.toString());
        return KeyStore.getInstance(folder.resolve(alias + ".p12").toFile(), SelfSigned.PASSWORD);
    }

    private String store(String alias) {
        return folder.resolve(alias + ".p12").toString();
    }

    /** The certificate in a store. */
    public static X509Certificate certificate(KeyStore store, String alias) throws Exception {
        return (X509Certificate) store.getCertificate(alias);
    }

    /** A file in PEM. */
    public static Path pem(Path file, String type, byte[] content) throws IOException {
        return Files.writeString(
                file,
                "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                        + type + "-----\n");
    }

    /** TLS of a client that trusts this server's certificate and shows the key of a store, if it is not empty. */
    public static SSLContext client(X509Certificate server, KeyStore own) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", server);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, SelfSigned.PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(
                new KeyManager[] {new Stubborn((X509ExtendedKeyManager) keys.getKeyManagers()[0])},
                trust.getTrustManagers(),
                null);
        return context;
    }

    /** A store without any key. */
    public static KeyStore nothing() throws Exception {
        KeyStore empty = KeyStore.getInstance("PKCS12");
        empty.load(null, null);
        return empty;
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD));
        Process run = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(run.waitFor()).as(said).isZero();
    }

    /** Shows its certificate also to a server that says to trust others alone. */
    private static final class Stubborn extends X509ExtendedKeyManager {
        private final X509ExtendedKeyManager keys;

        Stubborn(X509ExtendedKeyManager keys) {
            this.keys = keys;
        }

        @Override
        public @Nullable String chooseEngineClientAlias(
                String[] types, Principal @Nullable [] issuers, SSLEngine engine) {
            return chooseClientAlias(types, issuers, null);
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
            String[] own = keys.getClientAliases("EC", null);
            return own == null ? null : own[0];
        }

        @Override
        public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
            return keys.getClientAliases(type, null);
        }

        @Override
        public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseServerAlias(
                String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }

        @Override
        public X509Certificate @Nullable [] getCertificateChain(String alias) {
            return keys.getCertificateChain(alias);
        }

        @Override
        public @Nullable PrivateKey getPrivateKey(String alias) {
            return keys.getPrivateKey(alias);
        }
    }
}
