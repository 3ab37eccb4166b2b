package io.lineside.config;

/**
 * Where traces go.
 *
 * @param endpoint base address of a collector that takes OTLP over HTTP, {@code http://collector:4318}; {@code /v1/traces} is added
 * @param sample which part of the orders is traced, 0 to 1, whose platforms do not decide that themselves; default 1
 */
public record TracesConfig(String endpoint, double sample) {}
