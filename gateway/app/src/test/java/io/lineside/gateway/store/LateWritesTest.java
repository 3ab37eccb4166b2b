package io.lineside.gateway.store;

import static io.lineside.gateway.store.Orders.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LateWritesTest {
    private static final LateWrites.Appended EVENTS = new LateWrites.Appended(
            "ledger_event", List.of("request_id", "seq", "position", "recorded_at", "type", "data"));
    private static final String PROGRESS = "update work_progress set state = ?, last_seq = ? where request_id = ?";

    private Database database;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        database = SqliteDatabase.prepare(folder.resolve("orders.db"));
        try (var session = database.writer()) {
            session.begin();
            for (var id : List.of("o1", "o2", "o3", "o4", "o5")) {
                session.update(
                        "insert into work_request (id, position, tenant, priority, accepted_at, quantity, body_digest,"
                                + " specification, specification_sha256) values (?, ?, 't', 0, 0, 1, '', '', '')",
                        id,
                        id.charAt(1) - '0');
                session.update(
                        "insert into work_progress (request_id, state, last_seq, changed_at, finished, phases)"
                                + " values (?, 'Accepted', 0, 0, 0, '')",
                        id);
            }
            session.commit();
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static void append(Session sql, String order, long seq, long position) throws SQLException {
        sql.append(EVENTS, order, seq, position, 0L, "OrderAccepted", "{\"n\":" + position + "}");
    }

    private static void progress(Session sql, String order, String state, long seq) {
        sql.write("work_progress", order, PROGRESS, state, seq, order);
    }

    private List<String> read(String statement) throws SQLException {
        try (var reader = database.reader()) {
            return reader.list(statement, row -> row.getString(1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 31})
    void rowsThatAreAddedTogetherAreAllThereInTheirOrder(int rows) throws Exception {
        // Given
        try (var session = database.writer()) {
            session.begin();
            for (int i = 1; i <= rows; i++) {
                append(session, "o1", i, i);
            }

            // When
            session.commit();
        }

        // Then
        assertThat(read("select seq || data from ledger_event order by rowid"))
                .hasSize(rows)
                .startsWith("1{\"n\":1}")
                .endsWith(rows + "{\"n\":" + rows + "}");
    }

    @Test
    void lastOfSeveralWritingsOfARowCounts() throws Exception {
        // Given
        try (var session = database.writer()) {
            session.begin();
            progress(session, "o1", "Released", 2);
            progress(session, "o2", "Released", 2);
            progress(session, "o1", "InProgress", 3);

            // When
            session.commit();
        }

        // Then
        assertThat(read("select state || last_seq from work_progress order by request_id limit 3"))
                .containsExactly("InProgress3", "Released2", "Accepted0");
    }

    @Test
    void statementOfTheSameTransactionSeesWhatWasWrittenLate() throws Exception {
        try (var session = database.writer()) {
            // Given
            session.begin();
            append(session, "o1", 1, 1);
            progress(session, "o1", "Released", 1);

            // When
            long events = session.number("select count(*) from ledger_event");
            var state = session.one("select state from work_progress where request_id = 'o1'", row -> row.getString(1));

            // Then
            assertThat(events).isEqualTo(1);
            assertThat(state).contains("Released");
            session.rollback();
        }
    }

    @Test
    void nothingIsLeftOfWhatWasRolledBack() throws Exception {
        try (var session = database.writer()) {
            // Given
            session.begin();
            append(session, "o1", 1, 1);
            progress(session, "o1", "Released", 1);

            // When
            session.rollback();
            session.begin();
            session.commit();
        }

        // Then
        assertThat(read("select state from work_progress where request_id = 'o1'"))
                .containsExactly("Accepted");
        assertThat(read("select data from ledger_event")).isEmpty();
    }

    @Test
    void partThatIsTakenBackTakesItsLateWritesAlong() throws Exception {
        try (var session = database.writer()) {
            // Given
            session.begin();
            append(session, "o1", 1, 1);
            session.update("savepoint part");
            append(session, "o1", 2, 2);
            progress(session, "o1", "Released", 2);

            // When
            session.update("rollback to part");
            session.update("release part");
            session.commit();
        }

        // Then
        assertThat(read("select seq from ledger_event")).containsExactly("1");
        assertThat(read("select state from work_progress where request_id = 'o1'"))
                .containsExactly("Accepted");
    }

    @ParameterizedTest(name = "the {0}. of five")
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void rowThatCanNotBeWrittenFailsOnlyTheWorkItIsOf(int guilty) throws Exception {
        // Given
        try (var session = database.writer()) {
            session.begin();
            append(session, "o" + guilty, 1, 1);
            session.commit();
        }
        var writer = Writer.start(database, Clock.systemUTC(), new StoreLimits(8, 8, 1, 8), commit -> {});
        var gate = new CompletableFuture<Boolean>();
        var entered = new CountDownLatch(1);
        writer.submit("hold", tx -> {
            entered.countDown();
            return gate.join();
        });
        entered.await();

        // When
        List<CompletionStage<Integer>> works = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            int number = i;
            works.add(writer.submit("event of order o" + i, tx -> {
                append(tx.sql(), "o" + number, 1, 10 + number);
                return number;
            }));
        }
        gate.complete(true);

        // Then
        for (int i = 1; i <= 5; i++) {
            var work = works.get(i - 1);
            if (i == guilty) {
                assertThatThrownBy(() -> now(work)).hasMessageContaining("event of order o" + guilty + ": not written");
            } else {
                assertThat(now(work)).isEqualTo(i);
            }
        }
        writer.close();
        assertThat(read("select request_id from ledger_event order by request_id"))
                .containsExactly("o1", "o2", "o3", "o4", "o5");
    }
}
