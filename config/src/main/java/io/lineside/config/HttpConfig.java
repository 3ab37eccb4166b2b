package io.lineside.config;

import io.lineside.config.source.ByteSize;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where platforms reach the gateway.
 *
 * @param host address to listen on, default {@code 127.0.0.1}
 * @param port 0 to 65535, 0 for any free one, default 8080
 * @param maxBody longest request body, 1kB to 64MB, default 1MB
 * @param certFile the certificate to show, PEM, with those of its issuers behind it; empty for no encryption
 * @param keyFile its private key, PEM (PKCS #8); there exactly where the certificate is
 * @param clients the certificates of clients that are asked for; empty for none
 */
public record HttpConfig(
        String host,
        int port,
        ByteSize maxBody,
        Optional<Path> certFile,
        Optional<Path> keyFile,
        Optional<ClientCertificates> clients) {
    /**
     * Which certificates clients show.
     *
     * @param ca PEM of the authorities that sign them
     * @param required whether nobody is connected without one, default; else one may come with a key or token instead
     */
    public record ClientCertificates(Path ca, boolean required) {}

    /** Without encryption. */
    public HttpConfig(String host, int port, ByteSize maxBody) {
        this(host, port, maxBody, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
