package io.lineside.gateway.http;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the server listens.
 *
 * @param port of the platform API, 0 for a free one
 * @param maxBody largest request body in bytes
 * @param managementPort of health, 0 for a free one
 * @param encryption of the platform API; empty for none
 */
public record ApiSettings(
        String host,
        int port,
        long maxBody,
        String managementHost,
        int managementPort,
        Optional<Encryption> encryption) {
    /** PEM files: the certificate to show, and its private key. */
    public record Encryption(Path certFile, Path keyFile) {}

    /** Whether nobody but this machine can reach the platform API. */
    boolean isLocal() {
        return List.of("127.0.0.1", "localhost", "::1").contains(host);
    }
}
