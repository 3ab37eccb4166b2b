package io.lineside.gateway.store;

import static io.lineside.gateway.store.Orders.CUT;
import static io.lineside.gateway.store.Orders.TENANT;
import static io.lineside.gateway.store.Orders.counts;
import static io.lineside.gateway.store.Orders.id;
import static io.lineside.gateway.store.Orders.job;
import static io.lineside.gateway.store.Orders.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lineside.model.work.EventType;
import io.lineside.model.work.JobPhase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LowDiskTest {
    private static final long RESERVE = 1_000;

    private final AtomicLong free = new AtomicLong(RESERVE);
    private Store store;

    @BeforeEach
    void open(@TempDir Path folder) {
        var space = new DiskSpace(free::get, RESERVE);
        store = Store.open(
                SqliteDatabase.prepare(folder.resolve("orders.db"), space),
                new PlainRules(),
                Clock.systemUTC(),
                StoreLimits.USUAL);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void ordersAreRefusedWhileReportsAreKeptAndTakenAgainWhenThereIsRoom() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        now(store.claim(CUT, 1));

        // When
        free.set(RESERVE - 1);
        await().until(() -> !store.health().takesOrders());

        // Then
        assertThatThrownBy(() -> now(store.accept(Orders.cutOnly("o2"))))
                .hasCauseInstanceOf(StoreFullException.class)
                .hasMessageContaining("fewer than 1000 bytes left");
        assertThat(store.health().free()).hasValue(RESERVE - 1);
        now(store.change(job("o1-cut"), counts(JobPhase.ENDED, EventType.JOB_ENDED, 4, 0)));
        assertThat(now(store.find(TENANT, id("o1"))).orElseThrow().jobs().get(0).good())
                .isEqualTo(4);
        free.set(RESERVE);
        await().until(() -> store.health().takesOrders());
        assertThat(now(store.accept(Orders.cutOnly("o2"))).id()).isEqualTo(id("o2"));
    }

    @Test
    void orderHandedInBeforeIsRecognisedEvenWithoutRoom() throws Exception {
        // Given
        now(store.accept(Orders.known(Orders.cutOnly("o1"), Optional.empty(), Optional.of("key"), "body")));
        free.set(0);
        await().until(() -> !store.health().takesOrders());

        // When
        var known = now(store.known(
                TENANT,
                Optional.of("key"),
                Optional.empty(),
                io.lineside.model.SpecDigest.of("body").hex()));

        // Then
        assertThat(known).contains(new AcceptOutcome.Replayed(id("o1")));
    }
}
