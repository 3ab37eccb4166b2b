package io.lineside.gateway.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;

/** Where a test's store is: every kind of database must behave the same. */
interface StoreHome {

    /** The database, for this process alone. */
    Database prepare();

    /** A connection behind the store's back. */
    Connection connect() throws SQLException;

    /** Opens the store, or opens it again. */
    default Store open(RequestRules rules, Clock clock) {
        return Store.open(prepare(), rules, clock, StoreLimits.USUAL);
    }

    /** A SQLite file. */
    static StoreHome file(Path file) {
        return new StoreHome() {
            @Override
            public Database prepare() {
                return SqliteDatabase.prepare(file);
            }

            @Override
            public Connection connect() throws SQLException {
                return DriverManager.getConnection("jdbc:sqlite:" + file);
            }
        };
    }
}
