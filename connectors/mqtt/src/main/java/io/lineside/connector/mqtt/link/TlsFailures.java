package io.lineside.connector.mqtt.link;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Why TLS with a broker failed, in words that say what to do. */
final class TlsFailures {
    private TlsFailures() {}

    /** Empty for what is no failure of TLS. */
    static Optional<String> explain(Throwable failure) {
        boolean tls = false;
        for (Throwable cause = failure; cause != null && cause != cause.getCause(); cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException) {
                return Optional.of("the broker's certificate is not valid today: " + cause.getMessage());
            }
            if (cause instanceof CertPathBuilderException) {
                return Optional.of("the broker's certificate is not signed by an authority that the gateway trusts:"
                        + " set caFile to the certificate of the broker's authority");
            }
            if (cause instanceof CertificateException && isAboutTheName(cause)) {
                return Optional.of("the broker's certificate is for another host than the one that broker names: "
                        + cause.getMessage());
            }
            tls |= cause instanceof SSLException;
        }
        return tls ? Optional.of(handshake(deepest(failure))) : Optional.empty();
    }

    private static boolean isAboutTheName(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return message.contains("No name matching") || message.contains("No subject alternative");
    }

    private static String handshake(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains("certificate_required")
                || message.contains("bad_certificate")
                || message.contains("certificate_unknown")
                || message.contains("unknown_ca")) {
            return "the broker refuses the gateway's certificate or misses one: set certFile and keyFile to one that"
                    + " the broker trusts (" + message + ")";
        }
        if (message.contains("Unsupported or unrecognized SSL message")) {
            return "the broker does not speak TLS on this port: use its TLS port, or tcp://";
        }
        if (message.contains("peer shut down")) {
            return "the broker hung up before TLS was agreed on: it may not speak TLS on this port, or wants a"
                    + " certificate of the gateway";
        }
        return "TLS with the broker failed: " + message;
    }

    private static Throwable deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause;
    }
}
