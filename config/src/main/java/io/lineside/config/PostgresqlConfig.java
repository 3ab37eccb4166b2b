package io.lineside.config;

import io.lineside.config.source.Secret;
import java.util.Optional;

/**
 * A PostgreSQL database that keeps orders and jobs instead of a file.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, with its TLS settings; without user or password
 * @param user empty for the user of the operating system
 * @param password empty where the server asks for none; the file may only refer to it
 */
public record PostgresqlConfig(String url, Optional<String> user, Optional<Secret> password) {}
