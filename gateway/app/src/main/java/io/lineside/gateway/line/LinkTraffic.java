package io.lineside.gateway.line;

import java.time.Instant;
import java.util.Optional;

/**
 * What went over the link to a line since the gateway started, whatever connector carried it.
 *
 * @param protocol of the line file
 * @param commands that were handed to the connector
 * @param accepted commands that the line took
 * @param refused commands that the line, or a link that was not there, did not take
 * @param unanswered commands of which nobody knows what became
 * @param reports that came from the line
 * @param unkept reports among them that could not be kept, so that the line has to send them again
 * @param connects how often the link came up; one more than the reconnects of a line that is connected
 * @param lastError what last went wrong; empty while nothing did
 */
public record LinkTraffic(
        String protocol,
        long commands,
        long accepted,
        long refused,
        long unanswered,
        long reports,
        long unkept,
        long connects,
        Optional<LinkError> lastError) {
    /** What went wrong, and when, in words for a technician. */
    public record LinkError(Instant at, String what) {}
}
