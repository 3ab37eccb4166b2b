package io.lineside.gateway.store;

import static io.lineside.gateway.store.Orders.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lineside.model.work.LedgerEvent;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class WriterFailureTest {

    private static final StoreLimits LIMITS = new StoreLimits(8, 8, 1, 8);

    private final List<LedgerEvent> heard = new ArrayList<>();
    private final AtomicInteger commits = new AtomicInteger();
    private final CompletableFuture<Boolean> gate = new CompletableFuture<>();
    private Database database;
    private Writer writer;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        database = SqliteDatabase.prepare(folder.resolve("orders.db"));
        writer = Writer.start(database, Clock.systemUTC(), LIMITS, this::hear);
        now(writer.submit("table", tx -> tx.sql().update("create table note (text text, big text)")));
    }

    private void hear(FeedCommit commit) {
        heard.addAll(commit.events());
        commits.incrementAndGet();
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
            session.begin();
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
    void failedSyncEndsAllWriting() throws Exception {
        // Given
        holdWriter();
        var innocent = note("innocent");
        var guilty = writer.submit("guilty", tx -> {
            throw new SQLiteException("no sync", SQLiteErrorCode.SQLITE_IOERR_FSYNC);
        });
        var last = note("last");

        // When
        gate.complete(true);

        // Then
        assertThat(now(writer.broken())).contains("failed to make written data durable (no sync)");
        for (var work : List.of(innocent, guilty, last, note("after"))) {
            assertThatThrownBy(() -> now(work)).hasCauseInstanceOf(StoreException.class);
        }
        assertThat(notes()).isEmpty();
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
        for (int i = 0; i < LIMITS.waitingWeight(); i++) {
            waiting.add(note("waiting " + i));
        }

        // When
        var turnedAway = note("one too many");

        // Then
        assertThatThrownBy(() -> now(turnedAway))
                .hasCauseInstanceOf(StoreBusyException.class)
                .hasMessageContaining("one too many: not written, because it weighs 1 and with what is"
                        + " waiting already that is more than 8");
        gate.complete(true);
        now(waiting.get(LIMITS.waitingWeight() - 1));
        now(note("room again"));
        assertThat(notes()).hasSize(LIMITS.waitingWeight() + 1).doesNotContain("one too many");
    }

    @Test
    void orderWeighsAsMuchAsItsJobs() throws Exception {
        // Given
        holdWriter();
        var five = writer.submit("five", new AcceptWork(Orders.manyJobs("five", 5)));

        // When
        var four = writer.submit("four", new AcceptWork(Orders.manyJobs("four", 4)));
        var three = writer.submit("three", new AcceptWork(Orders.manyJobs("three", 3)));

        // Then
        assertThatThrownBy(() -> now(four))
                .hasCauseInstanceOf(StoreBusyException.class)
                .hasMessageContaining("four: not written, because it weighs 4");
        gate.complete(true);
        now(five);
        now(three);
    }

    @Test
    void orderThatBreaksAConstraintLeavesTheOthersAcceptedInCommitsTheyShare() throws Exception {
        // Given
        now(writer.submit("o1", new AcceptWork(Orders.cutOnly("o1"))));
        int before = commits.get();
        holdWriter();
        var others = new ArrayList<CompletionStage<AcceptOutcome>>();
        others.add(writer.submit("a", new AcceptWork(Orders.cutOnly("a"))));
        others.add(writer.submit("b", new AcceptWork(Orders.cutOnly("b"))));
        var again = writer.submit("o1 again", new AcceptWork(Orders.cutOnly("o1")));
        others.add(writer.submit("c", new AcceptWork(Orders.cutOnly("c"))));
        others.add(writer.submit("d", new AcceptWork(Orders.cutOnly("d"))));

        // When
        gate.complete(true);

        // Then
        for (var other : others) {
            assertThat(now(other)).isInstanceOf(AcceptOutcome.Accepted.class);
        }
        assertThatThrownBy(() -> now(again))
                .hasCauseInstanceOf(StoreException.class)
                .hasMessageContaining("o1 again: not written: [SQLITE_CONSTRAINT");
        assertThat(commits.get() - before).isEqualTo(2);
        assertThat(heard)
                .extracting(LedgerEvent::position)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 15).boxed().toList());
    }

    @Test
    void idleWriterHoldsNoLock() throws Exception {
        // Given
        now(note("written"));

        // When
        try (var other = DriverManager.getConnection("jdbc:sqlite:" + database);
                var sql = other.createStatement()) {
            sql.execute("pragma busy_timeout = 0");
            sql.execute("begin immediate");
            sql.execute("insert into note (text) values ('by another')");
            sql.execute("commit");
        }

        // Then
        now(note("written after"));
        assertThat(notes()).containsExactly("written", "by another", "written after");
    }

    @Test
    void writeThatCouldNotBeginIsKnownNotToBeKept() throws Exception {
        // Given
        try (var other = DriverManager.getConnection("jdbc:sqlite:" + database);
                var sql = other.createStatement()) {
            sql.execute("begin immediate");

            // When
            var shutOut = note("shut out");

            // Then
            assertThatThrownBy(() -> now(shutOut))
                    .cause()
                    .isExactlyInstanceOf(StoreException.class)
                    .hasMessageContaining("shut out: not written")
                    .hasMessageContaining("SQLITE_BUSY");
            sql.execute("rollback");
        }
        now(note("after"));
        assertThat(notes()).containsExactly("after");
    }

    @Test
    void interruptedContinuationDoesNotEndTheWriter() throws Exception {
        // Given
        now(writer.submit("interrupt", tx -> {
            Thread.currentThread().interrupt();
            return true;
        }));

        // When
        now(note("after"));

        // Then
        assertThat(notes()).containsExactly("after");
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
