package io.lineside.config;

import io.lineside.config.source.ByteSize;

/**
 * Where platforms reach the gateway.
 *
 * @param host address to listen on, default {@code 127.0.0.1}
 * @param port 0 to 65535, 0 for any free one, default 8080
 * @param maxBody longest request body, 1kB to 64MB, default 1MB
 */
public record HttpConfig(String host, int port, ByteSize maxBody) {}
