package io.lineside.config;

import java.util.List;

/**
 * Where operators reach metrics and health, and decide about jobs.
 *
 * @param host address to listen on, default {@code 127.0.0.1}
 * @param port 0 to 65535, 0 for any free one, default 8081
 * @param operators who may; empty for everybody who reaches it, which is nobody but this machine then
 */
public record ManagementConfig(String host, int port, List<OperatorConfig> operators) {
    /** Copies the list. */
    public ManagementConfig {
        operators = List.copyOf(operators);
    }

    /** For everybody who reaches it. */
    public ManagementConfig(String host, int port) {
        this(host, port, List.of());
    }
}
