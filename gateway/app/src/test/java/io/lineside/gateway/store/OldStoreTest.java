package io.lineside.gateway.store;

import static io.lineside.gateway.store.Orders.CUT;
import static io.lineside.gateway.store.Orders.GLAZE;
import static io.lineside.gateway.store.Orders.TENANT;
import static io.lineside.gateway.store.Orders.id;
import static io.lineside.gateway.store.Orders.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.model.work.JobPhase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Stores as table version n left them, with an order half made, one in doubt, one running and one waiting. A file is added
 * for a released version and never changed after that.
 */
class OldStoreTest {
    private final SettableClock clock = new SettableClock();

    static Path store(int version, Path folder) throws IOException, SQLException {
        var file = folder.resolve("orders.db");
        try (InputStream dump = Objects.requireNonNull(
                        OldStoreTest.class.getResourceAsStream("store-version-" + version + ".sql"));
                var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var sql = connection.createStatement()) {
            sql.executeUpdate(new String(dump.readAllBytes(), StandardCharsets.UTF_8));
        }
        return file;
    }

    private void assertWhole(Store store) throws Exception {
        assertThat(now(store.find(TENANT, id("o1"))).orElseThrow().jobs())
                .extracting(job -> job.phase() + " " + job.good() + " of " + job.quantity())
                .containsExactly("ENDED 3 of 4", "QUEUED 0 of 3");
        assertThat(now(store.atLine(CUT)))
                .extracting(job -> job.phase())
                .containsExactly(JobPhase.IN_DOUBT, JobPhase.RUNNING);
        assertThat(now(store.specification(TENANT, id("o4")))).contains(Orders.SPECIFICATION);
        assertThat(now(store.events(TENANT, id("o1"), 0, 100))).hasSizeGreaterThan(6);
    }

    @ParameterizedTest(name = "table version {0}")
    @ValueSource(ints = {1, 4})
    void storeOfAnEarlierVersionGoesOn(int version, @TempDir Path folder) throws Exception {
        // Given
        var file = store(version, folder);

        // When
        try (var store = Store.open(file, new PlainRules(), clock)) {
            // Then
            assertWhole(store);
            assertThat(now(store.claim(CUT, 9)))
                    .extracting(claim -> claim.order().id().value())
                    .containsExactly("o4-cut");
            assertThat(now(store.claim(GLAZE, 9)))
                    .extracting(claim -> claim.order().quantity())
                    .containsExactly(3);
        }
    }

    @Test
    void storeIsKeptOnceAsTheEarlierVersionLeftIt(@TempDir Path folder) throws Exception {
        // Given
        var file = store(1, folder);

        // When
        Store.open(file, new PlainRules(), clock).close();
        Store.open(file, new PlainRules(), clock).close();

        // Then
        assertThat(StoreFile.summary(folder.resolve("orders.db.version-1")).orders())
                .isEqualTo(4);
        assertThat(folder.resolve("orders.db.version-1-2")).doesNotExist();
        try (var session = new Session(StoreFile.connect(folder.resolve("orders.db.version-1"), true), "begin")) {
            assertThat(session.number("select max(cast(version as integer)) from flyway_schema_history"))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "table version {0}")
    @ValueSource(ints = {1, 4})
    void backupOfAnEarlierVersionCanBePutBack(int version, @TempDir Path folder) throws Exception {
        // Given
        var backup = store(version, Files.createDirectory(folder.resolve("backups")));
        var file = folder.resolve("orders.db");

        // When
        var done = StoreRestore.restore(backup, file, clock);

        // Then
        assertThat(done.markedJobs()).isEqualTo(4);
        try (var store = Store.open(file, new PlainRules(), clock)) {
            assertWhole(store);
            assertThat(now(store.claim(CUT, 9))).isEmpty();
        }
    }
}
