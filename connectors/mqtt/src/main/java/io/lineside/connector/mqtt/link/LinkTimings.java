package io.lineside.connector.mqtt.link;

import java.time.Duration;

/**
 * How patient a link is.
 *
 * @param connectTimeout from opening the socket to CONNACK
 * @param keepAlive whole seconds; a broker silent for one and a half of it is lost
 * @param ackTimeout for PUBACK and SUBACK; then the connection counts as lost
 * @param firstPause before the second attempt to connect
 * @param longestPause the pause doubles up to this
 * @param takeOverPause shortest pause after another client took this link's client id
 * @param steadyAfter a connection that held so long makes the next pause a first one again
 * @param strayGrace how long a report may wait for its line to be started; some brokers send nothing more while one
 *     waits
 */
public record LinkTimings(
        Duration connectTimeout,
        Duration keepAlive,
        Duration ackTimeout,
        Duration firstPause,
        Duration longestPause,
        Duration takeOverPause,
        Duration steadyAfter,
        Duration strayGrace) {
    /** What works in a factory: back within a quarter of a second, never more than five seconds blind. */
    public static final LinkTimings STANDARD = new LinkTimings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            Duration.ofMillis(250),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5));
}
