package io.lineside.gateway.store;

import static io.lineside.gateway.store.Orders.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadersTest {

    private static final StoreLimits ONE_READER_TWO_WAITING = new StoreLimits(8, 8, 1, 2);

    private final CompletableFuture<Boolean> gate = new CompletableFuture<>();
    private Database database;
    private Readers readers;

    @BeforeEach
    void start(@TempDir Path folder) {
        database = SqliteDatabase.prepare(folder.resolve("orders.db"));
        readers = new Readers(database, ONE_READER_TWO_WAITING);
    }

    @AfterEach
    void stop() {
        gate.complete(true);
        readers.close();
        database.close();
    }

    @Test
    void moreQueriesThanMayWaitAreTurnedAwayAtOnceAndTheOthersAnswered() throws Exception {
        // Given
        var entered = new CountDownLatch(1);
        var slow = readers.read("slow", sql -> {
            entered.countDown();
            return gate.join();
        });
        entered.await();
        var second = readers.read("second", sql -> sql.number("select 2"));
        var third = readers.read("third", sql -> sql.number("select 3"));

        // When
        var tooMany = readers.read("one too many", sql -> sql.number("select 4"));

        // Then
        assertThatThrownBy(() -> now(tooMany))
                .hasCauseInstanceOf(StoreBusyException.class)
                .hasMessageContaining("one too many: not read, because 2 queries are waiting already");
        gate.complete(true);
        assertThat(now(slow)).isTrue();
        assertThat(now(second)).isEqualTo(2);
        assertThat(now(third)).isEqualTo(3);
    }
}
