package io.lineside.config.door;

import io.lineside.config.source.Secret;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a Kafka cluster is spoken to.
 *
 * @param protocol default {@link Protocol#PLAINTEXT}
 * @param login for the SASL protocols; empty for the others
 * @param caFile PEM file with the authorities that may have signed the brokers' certificates; empty for those of the Java
 *     platform
 * @param certFile PEM file with the gateway's certificate, for brokers that ask for one
 * @param keyFile PEM file with its private key, PKCS#8 without a password; given with {@code certFile} or not at all
 */
public record KafkaSecurity(
        Protocol protocol,
        Optional<Login> login,
        Optional<Path> caFile,
        Optional<Path> certFile,
        Optional<Path> keyFile) {
    /** Nothing is encrypted and nobody logs in. */
    public static final KafkaSecurity NONE = new KafkaSecurity(
            Protocol.PLAINTEXT, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Kafka's own words. */
    public enum Protocol {
        /** Nothing is encrypted and nobody logs in. */
        PLAINTEXT,
        /** Encrypted. */
        SSL,
        /** Somebody logs in, in the clear. */
        SASL_PLAINTEXT,
        /** Somebody logs in, encrypted. */
        SASL_SSL;

        /** Whether it is encrypted. */
        public boolean encrypted() {
            return this == SSL || this == SASL_SSL;
        }

        /** Whether somebody logs in. */
        public boolean login() {
            return this == SASL_PLAINTEXT || this == SASL_SSL;
        }
    }

    /** A user and his password. */
    public record Login(Mechanism mechanism, String username, Secret password) {}

    /** How a password is shown. */
    public enum Mechanism {
        /** As it is. */
        PLAIN("PLAIN"),
        /** By a proof. */
        SCRAM_SHA_256("SCRAM-SHA-256"),
        /** By a proof. */
        SCRAM_SHA_512("SCRAM-SHA-512");

        private final String word;

        Mechanism(String word) {
            this.word = word;
        }

        /** Kafka's word. */
        public String word() {
            return word;
        }
    }
}
