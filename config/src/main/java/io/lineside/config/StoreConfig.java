package io.lineside.config;

import java.nio.file.Path;

/**
 * Where the gateway keeps orders and jobs.
 *
 * @param file the database file; in the site folder unless written as an absolute path; default
 *     {@code data/lineside.db}
 */
public record StoreConfig(Path file) {}
