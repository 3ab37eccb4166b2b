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
 */
public record HttpConfig(String host, int port, ByteSize maxBody, Optional<Path> certFile, Optional<Path> keyFile) {
    /** Without encryption. */
    public HttpConfig(String host, int port, ByteSize maxBody) {
        this(host, port, maxBody, Optional.empty(), Optional.empty());
    }
}
