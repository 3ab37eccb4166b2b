package io.lineside.gateway.access.token;

import java.time.Instant;
import java.util.Optional;

/**
 * How an issuer of tokens is, as health shows it.
 *
 * @param keys how many of its keys are known
 * @param readAt when they were last read
 * @param trouble why they can not be read, and since when; empty while they can
 */
public record IssuerHealth(String issuer, int keys, Optional<Instant> readAt, Optional<String> trouble) {}
