package io.lineside.config;

import java.time.Duration;
import java.util.Optional;

/**
 * What is not kept for ever.
 *
 * @param personal how long after an order has ended what is personal in it is overwritten, PT1H to P365D; empty, the
 *     default, for only when somebody asks for it
 */
public record RetentionConfig(Optional<Duration> personal) {
    /** Everything is kept until somebody asks. */
    public static final RetentionConfig NONE = new RetentionConfig(Optional.empty());
}
