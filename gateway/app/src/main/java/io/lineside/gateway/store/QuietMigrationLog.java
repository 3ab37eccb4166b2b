package io.lineside.gateway.store;

import org.flywaydb.core.api.logging.Log;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Flyway's log with its routine news at debug level: a healthy start says nothing about tables. Thread-safe. */
final class QuietMigrationLog implements Log {

    private final Logger logger;

    QuietMigrationLog(Class<?> source) {
        this.logger = LoggerFactory.getLogger(source);
    }

    @Override
    public void debug(String message) {
        logger.debug(message);
    }

    @Override
    public void info(String message) {
        logger.debug(message);
    }

    @Override
    public void notice(String message) {
        logger.debug(message);
    }

    @Override
    public void warn(String message) {
        logger.warn(message);
    }

    @Override
    public void error(String message) {
        logger.error(message);
    }

    @Override
    public void error(String message, Exception cause) {
        logger.error(message, cause);
    }
}
