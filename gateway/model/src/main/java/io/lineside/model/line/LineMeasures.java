package io.lineside.model.line;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What can be measured about the link to a line; what a protocol does not know is empty.
 *
 * @param failedAttempts to connect, one after the other, since the link was last up; 0 while it is up
 * @param pause how long the link waits before it tries again, by its last decision; zero while it is up
 * @param gatewayCertificateUntil when the certificate ends that the gateway shows to the line
 * @param lineCertificateUntil when the certificate ends that the line last showed
 * @param clockOffset how far the line's clock is ahead of the gateway's, negative for behind
 * @param requestsInFlight requests that wait for the line's answer
 */
public record LineMeasures(
        int failedAttempts,
        Duration pause,
        Optional<Instant> gatewayCertificateUntil,
        Optional<Instant> lineCertificateUntil,
        Optional<Duration> clockOffset,
        OptionalInt requestsInFlight) {
    /** Of a link that knows nothing about itself. */
    public static final LineMeasures NONE = reconnecting(0, Duration.ZERO);

    /** Of a link that knows only how its attempts to connect go. */
    public static LineMeasures reconnecting(int failedAttempts, Duration pause) {
        return new LineMeasures(
                failedAttempts, pause, Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty());
    }
}
