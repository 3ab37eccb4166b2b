package io.lineside.config.source;

/**
 * A password or key that must not reach a log or a message.
 *
 * @param value in the clear
 */
public record Secret(String value) {
    /** Five asterisks, whatever the secret. */
    @Override
    public String toString() {
        return "*****";
    }
}
