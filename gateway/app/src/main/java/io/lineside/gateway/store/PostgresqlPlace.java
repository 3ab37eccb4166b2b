package io.lineside.gateway.store;

import java.util.Optional;

/**
 * A PostgreSQL database for a store.
 *
 * @param url as the driver takes it, {@code jdbc:postgresql://host:5432/lineside}; without a password
 * @param user empty for the driver's default, the user of the operating system
 * @param password empty where the server asks for none
 * @param gateway what the server's administrator sees this gateway as
 */
public record PostgresqlPlace(String url, Optional<String> user, Optional<String> password, String gateway) {
    /** Without the password. */
    @Override
    public String toString() {
        return url + user.map(name -> " as " + name).orElse("");
    }
}
