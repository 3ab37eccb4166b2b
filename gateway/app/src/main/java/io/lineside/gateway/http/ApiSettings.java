package io.lineside.gateway.http;

import io.lineside.config.HttpConfig;
import io.lineside.config.OperatorConfig;
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
 * @param operators who may use the management port; empty for everybody who reaches it
 */
public record ApiSettings(
        String host,
        int port,
        long maxBody,
        String managementHost,
        int managementPort,
        Optional<Encryption> encryption,
        List<OperatorConfig> operators) {
    /** Copies the list. */
    public ApiSettings {
        operators = List.copyOf(operators);
    }

    /**
     * PEM files.
     *
     * @param certFile the certificate to show
     * @param keyFile its private key
     * @param clients whose certificates are asked for; empty for nobody's
     */
    public record Encryption(Path certFile, Path keyFile, Optional<HttpConfig.ClientCertificates> clients) {
        /** Certificates of clients are not asked for. */
        public Encryption(Path certFile, Path keyFile) {
            this(certFile, keyFile, Optional.empty());
        }
    }

    /** Whether nobody but this machine can reach the platform API. */
    boolean isLocal() {
        return List.of("127.0.0.1", "localhost", "::1").contains(host);
    }
}
