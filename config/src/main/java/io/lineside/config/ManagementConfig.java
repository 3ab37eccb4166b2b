package io.lineside.config;

/**
 * Where operators reach metrics and health.
 *
 * @param host address to listen on, default {@code 127.0.0.1}
 * @param port 0 to 65535, 0 for any free one, default 8081
 */
public record ManagementConfig(String host, int port) {}
