package io.lineside.gateway.store;

import static io.lineside.gateway.store.Orders.CUT;
import static io.lineside.gateway.store.Orders.TENANT;
import static io.lineside.gateway.store.Orders.id;
import static io.lineside.gateway.store.Orders.job;
import static io.lineside.gateway.store.Orders.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lineside.gateway.PostgresqlCluster;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.LedgerEvent;
import io.lineside.simulator.proxy.FaultProxy;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that crashes, restarts and hangs up while a gateway writes to it. */
@EnabledIfSystemProperty(named = PostgresqlCluster.PROGRAMS, matches = ".+")
class PostgresqlOutageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static PostgresqlCluster cluster;

    private final List<LedgerEvent> told = new CopyOnWriteArrayList<>();
    private FaultProxy wire;
    private String database;
    private Store store;

    @BeforeAll
    static void begin() {
        cluster = PostgresqlCluster.begin();
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @BeforeEach
    void openStore() {
        database = cluster.newDatabase();
        wire = FaultProxy.to(cluster.port());
        store = Store.open(PostgresqlDatabase.prepare(place()), new PlainRules(), Clock.systemUTC(), StoreLimits.USUAL);
        store.onCommitted(told::addAll);
    }

    @AfterEach
    void closeStore() {
        cluster.start();
        store.close();
        wire.close();
    }

    private PostgresqlPlace place() {
        var direct = cluster.place(database);
        return new PostgresqlPlace(
                direct.url().replace(":" + cluster.port() + "/", ":" + wire.port() + "/") + "?socketTimeout=5",
                direct.user(),
                direct.password(),
                "test");
    }

    private void nothingIsLostOrDouble(int orders) throws Exception {
        try (var connection = cluster.connect(database);
                var statement = connection.createStatement();
                var row = statement.executeQuery("select (select count(*) from work_request), count(*),"
                        + " count(distinct position), max(position) from ledger_event")) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(orders);
            assertThat(row.getLong(2)).isEqualTo(row.getLong(4)).isEqualTo(told.size());
        }
        assertThat(told).extracting(LedgerEvent::position).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void ordersAreSentAwayAndReportsWaitWhileTheServerIsDown() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        now(store.claim(CUT, 1));
        cluster.crash();

        // When
        var report = store.change(job("o1-cut"), Orders.to(JobPhase.STORED, EventType.JOB_ACCEPTED_BY_LINE));
        await().atMost(PATIENCE).until(() -> !store.health().takesOrders());
        assertThatThrownBy(() -> now(store.accept(Orders.cutOnly("o2"))))
                .hasCauseInstanceOf(StoreAwayException.class)
                .hasMessageContaining("try again in a moment");
        assertThatThrownBy(() -> now(store.find(TENANT, id("o1")))).hasCauseInstanceOf(StoreAwayException.class);
        assertThat(store.health().warnings())
                .singleElement()
                .asString()
                .startsWith("the store's database is away: The connection attempt failed. (");
        cluster.start();

        // Then
        assertThat(now(report).after().orElseThrow().phase()).isEqualTo(JobPhase.STORED);
        assertThat(now(store.find(TENANT, id("o1")))).isPresent();
        assertThat(store.health().takesOrders()).isTrue();
        assertThat(store.health().warnings()).isEmpty();
        nothingIsLostOrDouble(1);
    }

    @Test
    void restartWhileNobodyAsksIsNotNoticed() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        now(store.find(TENANT, id("o1")));

        // When
        cluster.restart();

        // Then
        assertThat(now(store.find(TENANT, id("o1")))).isPresent();
        now(store.accept(Orders.cutOnly("o2")));
        nothingIsLostOrDouble(2);
    }

    @ParameterizedTest(name = "commit goes nowhere, answer {0}, connection reset {1}: written {2} time(s)")
    @CsvSource({"comes, true, 2", "is lost, true, 1", "comes late, false, 0"})
    void commitThatNobodyConfirmedIsLookedUp(String answer, boolean reset, int written) throws Exception {
        // Given
        store.close();
        var runs = new AtomicInteger();
        var base = PostgresqlDatabase.prepare(place());
        try (var lanes = StoreThreads.start(
                base, Clock.systemUTC(), StoreLimits.USUAL, commit -> told.addAll(commit.events()))) {
            var acceptance = Orders.cutThenGlaze("o1");

            // When
            var order = lanes.write("order", tx -> {
                var accepted = new AcceptWork(acceptance).run(tx);
                tx.sql().settle(); // so that the commit comes next
                if (runs.incrementAndGet() == 1) {
                    wire.set(Map.of("blackHole", answer.equals("is lost") ? "down" : "up"));
                }
                return accepted;
            });
            await().atMost(PATIENCE).until(() -> base.away().isPresent());
            assertThat(order.toCompletableFuture()).isNotDone();
            if (reset) {
                wire.reset();
            }
            wire.heal();

            // Then
            assertThat(order.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo(new AcceptOutcome.Accepted(id("o1")));
            assertThat(now(lanes.write("one more", new AcceptWork(Orders.cutOnly("o2")))))
                    .isEqualTo(new AcceptOutcome.Accepted(id("o2")));
            // A commit that was on its way for long may still have arrived, before anybody looked.
            assertThat(runs.get()).isBetween(written == 0 ? 1 : written, written == 0 ? 2 : written);
            nothingIsLostOrDouble(2);
        }
    }

    @Test
    void orderWhoseServerFellSilentIsNotKeptAndToldSo() throws Exception {
        // Given
        store.close();
        try (var lanes = StoreThreads.start(
                PostgresqlDatabase.prepare(place()),
                Clock.systemUTC(),
                StoreLimits.USUAL,
                commit -> told.addAll(commit.events()))) {
            var acceptance = new AcceptWork(Orders.cutThenGlaze("o1"));

            // When
            var order = lanes.write("order", new Work<AcceptOutcome>() {
                @Override
                public AcceptOutcome run(Tx tx) throws SQLException {
                    wire.set(Map.of("blackHole", "down"));
                    // Nothing more is answered; the commit is not even sent.
                    return acceptance.run(tx);
                }

                @Override
                public boolean isNewOrder() {
                    return true;
                }
            });

            // Then
            assertThatThrownBy(() -> now(order)).hasCauseInstanceOf(StoreAwayException.class);
            wire.heal();
            now(lanes.write("what waits for its return", tx -> true));
            now(lanes.write("one more", new AcceptWork(Orders.cutOnly("o2"))));
            nothingIsLostOrDouble(1);
        }
    }

    @Test
    void connectionsThatAreEndedBehindItsBackLoseNothing() throws Exception {
        // Given
        int orders = 100;

        // When
        for (int i = 0; i < orders; i++) {
            var order = store.accept(Orders.cutThenGlaze("o" + i));
            if (i % 4 == 0) {
                cluster.execute(
                        "postgres",
                        "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'lineside %'");
            }
            while (!isAccepted(order)) {
                order = store.accept(Orders.cutThenGlaze("o" + i));
            }
        }

        // Then
        nothingIsLostOrDouble(orders);
    }

    /** False when it is certain that it was not kept: had it been, the next of the same id would fail. */
    private static boolean isAccepted(CompletionStage<AcceptOutcome> order) throws Exception {
        try {
            return now(order) instanceof AcceptOutcome.Accepted;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(StoreAwayException.class);
            return false;
        }
    }

    @Test
    void rowThatSomebodyLocksDelaysAndHurtsNobody() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        CompletionStage<FoldResult> change;
        try (var other = cluster.connect(database);
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select * from job for update");

            // When
            change = store.change(job("o1-cut"), Orders.to(JobPhase.HELD, EventType.JOB_HELD));
            await().during(Duration.ofSeconds(4)).atMost(PATIENCE).until(() -> !change.toCompletableFuture()
                    .isDone());
            other.rollback();
        }

        // Then
        assertThat(now(change).changed()).isTrue();
    }

    @Test
    void gatewayThatLostTheDatabaseToAnotherWritesNoMore() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        wire.set(Map.of("refuse", true));
        wire.reset();
        try (var other = Store.open(
                PostgresqlDatabase.prepare(cluster.place(database)),
                new PlainRules(),
                Clock.systemUTC(),
                StoreLimits.USUAL)) {
            // When
            wire.heal();
            var late = store.change(job("o1-cut"), Orders.to(JobPhase.HELD, EventType.JOB_HELD));

            // Then
            assertThatThrownBy(() -> now(late)).hasCauseInstanceOf(StoreException.class);
            assertThat(now(store.broken()))
                    .contains("is in use by 'lineside ")
                    .contains("nothing more is written or promised by this process");
            assertThat(now(other.find(TENANT, id("o1")))
                            .orElseThrow()
                            .jobs()
                            .get(0)
                            .phase())
                    .isEqualTo(JobPhase.QUEUED);
        }
    }

    @Test
    void databaseThatWentBackInTimeIsNotWrittenTo() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        cluster.execute(database, "delete from ledger_event where position = 3");
        wire.reset();

        // When
        var late = store.accept(Orders.cutOnly("o2"));

        // Then
        assertThatThrownBy(() -> now(late)).hasCauseInstanceOf(StoreException.class);
        assertThat(now(store.broken())).contains("has lost what it had confirmed: its ledger ends at 2, and was at 3");
    }
}
