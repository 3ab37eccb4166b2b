package io.lineside.gateway.store;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store in a fresh file, or wherever {@link #home} says. */
abstract class StoreTestBase {

    final SettableClock clock = new SettableClock();
    private Path folder;
    private StoreHome home;
    Store store;

    @BeforeEach
    final void openStore(@TempDir Path folder) {
        this.folder = folder;
        home = home(file());
        store = home.open(rules(), clock);
    }

    StoreHome home(Path file) {
        return StoreHome.file(file);
    }

    RequestRules rules() {
        return new PlainRules();
    }

    void reopen() {
        store.close();
        store = home.open(rules(), clock);
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    Path file() {
        return folder.resolve("orders.db");
    }

    /** Changes what is kept behind the store's back, which remembers nothing of it afterwards. */
    void tamper(String statement) throws SQLException {
        store.close();
        alterBehindItsBack(statement);
        reopen();
    }

    /** The same while the store goes on. */
    void alterBehindItsBack(String statement) throws SQLException {
        try (var connection = home.connect();
                var sql = connection.createStatement()) {
            sql.executeUpdate(statement);
        }
    }

    String single(String query) throws SQLException {
        try (var connection = home.connect();
                var sql = connection.createStatement();
                var row = sql.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(1)) : "nothing";
        }
    }
}
