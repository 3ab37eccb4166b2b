package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

/** Keys with certificates that nobody else signed, made with the JDK's own tool. */
public final class SelfSigned {
    /** Of the key stores and of the keys in them. */
    public static final char[] PASSWORD = "changeit".toCharArray();

    private SelfSigned() {}

    /**
     * A new key under this alias, in a file in the folder, with a certificate for this DNS name; further options as keytool
     * has them.
     */
    public static KeyStore key(Path folder, String alias, String name, String... options) throws Exception {
        Path store = folder.resolve(alias + ".p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=dns:" + name,
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD)));
        command.addAll(List.of(options));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertThat(new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .doesNotContain("error");
        assertThat(keytool.waitFor()).isZero();
        return KeyStore.getInstance(store.toFile(), PASSWORD);
    }
}
