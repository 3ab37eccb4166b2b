package io.lineside.gateway.store;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store in a fresh file. */
abstract class StoreTestBase {

    final SettableClock clock = new SettableClock();
    private Path folder;
    Store store;

    @BeforeEach
    final void openStore(@TempDir Path folder) {
        this.folder = folder;
        store = Store.open(file(), rules(), clock);
    }

    RequestRules rules() {
        return new PlainRules();
    }

    void reopen() {
        store.close();
        store = Store.open(file(), rules(), clock);
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    Path file() {
        return folder.resolve("orders.db");
    }

    /** Changes the file behind the store's back. */
    void tamper(String statement) throws SQLException {
        store.close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var sql = connection.createStatement()) {
            sql.executeUpdate(statement);
        }
        reopen();
    }

    String single(String query) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var sql = connection.createStatement();
                var row = sql.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(1)) : "nothing";
        }
    }
}
