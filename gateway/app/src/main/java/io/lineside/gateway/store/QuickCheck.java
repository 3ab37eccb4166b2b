package io.lineside.gateway.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** SQLite's quick check of a file before it is used, for as long as a start may take. */
final class QuickCheck extends ProgressHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(QuickCheck.class);
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int STEPS = 10_000;

    private final long end;

    private QuickCheck(Duration longest) {
        this.end = System.nanoTime() + longest.toNanos();
    }

    /** What is damaged; empty for nothing found, also when a large file could not be read to its end in 20 seconds. */
    static Optional<String> of(Connection connection) throws SQLException {
        return of(connection, LONGEST);
    }

    static Optional<String> of(Connection connection, Duration longest) throws SQLException {
        ProgressHandler.setHandler(connection, STEPS, new QuickCheck(longest));
        try (var statement = connection.createStatement();
                var verdict = statement.executeQuery("pragma quick_check(1)")) {
            return Optional.of(verdict.getString(1)).filter(text -> !"ok".equals(text));
        } catch (SQLiteException e) {
            if (e.getResultCode() != SQLiteErrorCode.SQLITE_INTERRUPT) {
                throw e;
            }
            LOGGER.warn(
                    "the check of the store at the start was ended after {}; the daily check reads all of it", longest);
            return Optional.empty();
        } finally {
            ProgressHandler.clearHandler(connection);
        }
    }

    @Override
    protected int progress() {
        return System.nanoTime() - end > 0 ? 1 : 0;
    }
}
