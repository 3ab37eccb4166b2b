package io.lineside.gateway.store;

import static io.lineside.gateway.store.Orders.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lineside.model.work.LedgerEvent;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterFailureTest {

    private static final StoreLimits LIMITS = new StoreLimits(8, 8, 1, 8);

    private final List<LedgerEvent> heard = new ArrayList<>();
    private final CompletableFuture<Boolean> gate = new CompletableFuture<>();
    private Database database;
    private Writer writer;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        database = Database.prepare(folder.resolve("orders.db"));
        writer = Writer.start(database, Clock.systemUTC(), LIMITS, heard::addAll);
        now(writer.submit("table", tx -> tx.sql().update("create table note (text text, big text)")));
    }

    @AfterEach
    void stop() {
        gate.complete(true);
        writer.close();
        database.close();
    }

    private CompletionStage<Integer> note(String text) {
        return writer.submit(text, tx -> insert(tx, text));
    }

    private static int insert(Tx tx, String text) throws SQLException {
        return tx.sql().update("insert into note (text) values (?)", text);
    }

    /** Holds the writer in a commit of its own, so that what follows waits and shares one commit. */
    private void holdWriter() throws Exception {
        var entered = new CountDownLatch(1);
        writer.submit("hold", tx -> {
            entered.countDown();
            return gate.join();
        });
        entered.await();
    }

    private List<String> notes() throws SQLException {
        try (var reader = database.reader()) {
            return reader.list("select text from note order by rowid", row -> row.getString(1));
        }
    }

    private static int fillDisk(Tx tx) throws SQLException {
        insert(tx, "guilty, first row");
        long pages = tx.sql().number("pragma page_count");
        tx.sql().number("pragma max_page_count = " + (pages + 3));
        for (int i = 0; i < 100; i++) {
            tx.sql().update("insert into note (text, big) values (?, ?)", "guilty " + i, "x".repeat(4_000));
        }
        return 0;
    }

    @Test
    void driverGoesOnInAutocommitAfterAFullDisk() throws Exception {
        // Given
        writer.close();
        try (var session = database.writer()) {
            session.update("insert into note (text) values ('before')");
            session.number("pragma max_page_count = " + session.number("pragma page_count"));
            assertThatThrownBy(() ->
                            session.update("insert into note (text, big) values ('full', ?)", "x".repeat(100_000)))
                    .hasMessageContaining("SQLITE_FULL");

            // When
            session.update("insert into note (text) values ('zombie')");
        }

        // Then: nobody committed, and yet it is there. This is why the writer throws such a connection away.
        assertThat(notes()).containsExactly("zombie");
    }

    @Test
    void fullDiskFailsOnlyTheWorkThatFilledIt() throws Exception {
        // Given
        holdWriter();
        var first = note("first");
        var guilty = writer.submit("guilty", WriterFailureTest::fillDisk);
        var last = note("last");

        // When
        gate.complete(true);

        // Then
        assertThatThrownBy(() -> now(guilty))
                .hasCauseInstanceOf(StoreException.class)
                .hasMessageContaining("guilty: not written: [SQLITE_FULL]");
        assertThat(now(first)).isEqualTo(1);
        assertThat(now(last)).isEqualTo(1);
        assertThat(notes()).containsExactly("first", "last");
    }

    @Test
    void writerGoesOnAfterAFullDisk() throws Exception {
        // Given
        assertThatThrownBy(() -> now(writer.submit("guilty", WriterFailureTest::fillDisk)))
                .hasMessageContaining("SQLITE_FULL");

        // When
        now(note("after"));

        // Then
        assertThat(notes()).containsExactly("after");
    }

    @Test
    void worksOfAFailedCommitAreNotKnownToBeKept() throws Exception {
        // Given
        holdWriter();
        var innocent = note("innocent");
        var orphan = writer.submit("orphan", tx -> {
            tx.sql().update("pragma defer_foreign_keys = on");
            return tx.sql().update("insert into job_order values ('no such job', 'payload', 'digest')");
        });

        // When
        gate.complete(true);

        // Then
        for (var work : List.of(innocent, orphan)) {
            assertThatThrownBy(() -> now(work))
                    .hasCauseInstanceOf(CommitUnknownException.class)
                    .hasMessageContaining("not known to be kept");
        }
        now(note("after"));
        assertThat(notes()).containsExactly("after");
    }

    @Test
    void bugInOneWorkLeavesTheOthersWritten() throws Exception {
        // Given
        holdWriter();
        var first = note("first");
        var guilty = writer.submit("guilty", tx -> {
            insert(tx, "guilty");
            throw new IllegalArgumentException("a bug");
        });
        var last = note("last");

        // When
        gate.complete(true);

        // Then
        assertThatThrownBy(() -> now(guilty)).hasCauseInstanceOf(IllegalArgumentException.class);
        now(first);
        now(last);
        assertThat(notes()).containsExactly("first", "last");
    }

    @Test
    void eventsOfARepeatedTransactionAreToldOnce() throws Exception {
        // Given
        holdWriter();
        var accepted = writer.submit("order", new AcceptWork(Orders.cutOnly("o1")));
        var guilty = writer.submit("guilty", WriterFailureTest::fillDisk);

        // When
        gate.complete(true);
        now(accepted);
        assertThatThrownBy(() -> now(guilty)).hasMessageContaining("SQLITE_FULL");
        now(writer.submit("order", new AcceptWork(Orders.cutOnly("o2"))));

        // Then
        assertThat(heard).extracting(LedgerEvent::position).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void fullQueueTurnsAwayAtOnce() throws Exception {
        // Given
        holdWriter();
        var waiting = new ArrayList<CompletionStage<Integer>>();
        for (int i = 0; i < LIMITS.waitingWrites(); i++) {
            waiting.add(note("waiting " + i));
        }

        // When
        var turnedAway = note("one too many");

        // Then
        assertThatThrownBy(() -> now(turnedAway))
                .hasCauseInstanceOf(StoreBusyException.class)
                .hasMessageContaining("one too many: not written, because 8 writes are waiting");
        gate.complete(true);
        now(waiting.get(LIMITS.waitingWrites() - 1));
        now(note("room again"));
        assertThat(notes()).hasSize(LIMITS.waitingWrites() + 1).doesNotContain("one too many");
    }

    @Test
    void closingWritesWhatWaitsAndRefusesTheRest() throws Exception {
        // Given
        holdWriter();
        var waiting = note("waiting");

        // When
        gate.complete(true);
        writer.close();
        var late = note("late");

        // Then
        assertThat(now(waiting)).isEqualTo(1);
        assertThatThrownBy(() -> now(late)).hasMessageContaining("is closed");
        assertThat(notes()).containsExactly("waiting");
    }
}
