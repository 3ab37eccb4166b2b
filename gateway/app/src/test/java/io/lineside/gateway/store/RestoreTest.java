package io.lineside.gateway.store;

import static io.lineside.gateway.store.Orders.CUT;
import static io.lineside.gateway.store.Orders.TENANT;
import static io.lineside.gateway.store.Orders.counts;
import static io.lineside.gateway.store.Orders.id;
import static io.lineside.gateway.store.Orders.job;
import static io.lineside.gateway.store.Orders.now;
import static io.lineside.gateway.store.Orders.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lineside.model.work.EventType;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.LedgerEvent;
import io.lineside.model.work.TrackedJob;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RestoreTest extends StoreTestBase {

    private Path backup() {
        return file().resolveSibling("backup.db");
    }

    /** A store put back to how it was at the backup, open. */
    private StoreRestore.Done restored() {
        store.close();
        clock.advance(Duration.ofHours(1));
        var done = StoreRestore.restore(backup(), file(), clock);
        store = Store.open(file(), rules(), clock);
        return done;
    }

    private TrackedJob only(String order) throws Exception {
        return now(store.find(TENANT, id(order))).orElseThrow().jobs().get(0);
    }

    @Test
    void backupOfAnOpenStoreHasEverythingCommittedBefore() throws Exception {
        // Given
        now(store.accept(Orders.manyJobs("o1", 300)));
        now(store.accept(Orders.cutOnly("o2")));

        // When
        var made = StoreBackup.make(file(), backup());
        now(store.accept(Orders.cutOnly("o3")));

        // Then
        assertThat(made.orders()).isEqualTo(2);
        assertThat(made.openJobs()).isEqualTo(301);
        assertThat(made.lastEvent()).isEqualTo(clock.instant());
        assertThat(Files.getPosixFilePermissions(backup())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (Stream<Path> files = Files.list(backup().getParent())) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("backup")))
                    .containsExactly("backup.db");
        }
        try (var copy = Store.open(backup(), rules(), clock)) {
            assertThat(now(copy.find(TENANT, id("o2")))).isPresent();
            assertThat(now(copy.find(TENANT, id("o3")))).isEmpty();
        }
    }

    @Test
    void damagedStoreGivesNoBackup() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        tamper("update job_order set payload = replace(payload, '2.0', '9.0')");

        // When
        assertThatThrownBy(() -> StoreBackup.make(file(), backup()))
                // Then
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the payload of job o1-cut does not match the SHA-256 kept with it");
        assertThat(backup()).doesNotExist();
    }

    @Test
    void jobsMadeAfterTheBackupAreNotSentAgain() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        StoreBackup.make(file(), backup());
        var made = now(store.claim(CUT, 9)).get(0);
        now(store.change(made.job().id(), counts(JobPhase.ENDED, EventType.JOB_ENDED, 4, 0)));
        now(store.cleared(made.job().id()));

        // When
        var done = restored();

        // Then
        assertThat(done.markedJobs()).isEqualTo(1);
        assertThat(now(store.claim(CUT, 9))).isEmpty();
        assertThat(only("o1").phase()).isEqualTo(JobPhase.HELD);
        assertThat(only("o1").reason()).contains("the store was put back from a backup at " + clock.instant());
    }

    @Test
    void absenceAtTheLineDoesNotSendARestoredJob() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        now(store.claim(CUT, 9));
        now(store.change(job("o1-cut"), to(JobPhase.IN_DOUBT, EventType.JOB_IN_DOUBT)));
        StoreBackup.make(file(), backup());
        restored();

        // When: what any line with a poor memory says
        now(store.change(job("o1-cut"), to(JobPhase.QUEUED, EventType.JOB_DOUBT_SETTLED)));

        // Then
        assertThat(now(store.claim(CUT, 9))).isEmpty();
        assertThat(only("o1").phase()).isEqualTo(JobPhase.HELD);
    }

    @Test
    void restoredJobThatAPersonLetsGoIsSent() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        StoreBackup.make(file(), backup());
        restored();
        now(store.claim(CUT, 9));

        // When
        now(store.change(job("o1-cut"), to(JobPhase.QUEUED, EventType.JOB_DOUBT_SETTLED)));

        // Then
        assertThat(now(store.claim(CUT, 9)))
                .extracting(claim -> claim.job().id())
                .containsExactly(job("o1-cut"));
    }

    @Test
    void restoredJobThatItsLineReportsGoesOn() throws Exception {
        // Given
        now(store.accept(Orders.cutThenGlaze("o1")));
        StoreBackup.make(file(), backup());
        restored();

        // When
        now(store.change(job("o1-cut"), counts(JobPhase.RUNNING, EventType.JOB_RUNNING, 1, 0)));

        // Then
        assertThat(single("select group_concat(job_id) from restored_job")).isEqualTo("o1-glaze");
        now(store.change(job("o1-cut"), counts(JobPhase.ENDED, EventType.JOB_ENDED, 4, 0)));
        assertThat(now(store.claim(Orders.GLAZE, 9))).isEmpty();
    }

    @Test
    void ordersAcceptedAfterTheRestoreAreSent() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        StoreBackup.make(file(), backup());
        restored();

        // When
        now(store.accept(Orders.cutOnly("o2")));

        // Then
        assertThat(now(store.claim(CUT, 9)))
                .extracting(claim -> claim.job().id())
                .containsExactly(job("o2-cut"));
    }

    @Test
    void noPositionOfTheLedgerIsGivenTwiceAndTheOrderSaysThatItWasRestored() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        StoreBackup.make(file(), backup());
        now(store.accept(Orders.cutOnly("o2")));
        long last = now(store.events(TENANT, id("o2"), 0, 9)).get(2).position();

        // When
        restored();

        // Then
        var events = now(store.events(TENANT, id("o1"), 3, 9));
        assertThat(events).extracting(LedgerEvent::type).containsExactly(EventType.ORDER_RESTORED);
        assertThat(events.get(0).position()).isGreaterThan(last);
        now(store.accept(Orders.cutOnly("o3")));
        assertThat(now(store.events(TENANT, id("o3"), 0, 1)).get(0).position())
                .isGreaterThan(events.get(0).position());
    }

    @Test
    void positionsOfAStoreWithoutOpenOrdersAreNotGivenTwice() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        now(store.change(job("o1-cut"), to(JobPhase.CANCELLED, EventType.JOB_CANCELLED)));
        StoreBackup.make(file(), backup());
        now(store.accept(Orders.cutOnly("o2")));
        long last = now(store.events(TENANT, id("o2"), 0, 9)).get(2).position();
        restored();

        // When
        now(store.accept(Orders.cutOnly("o3")));

        // Then
        assertThat(now(store.events(TENANT, id("o3"), 0, 1)).get(0).position()).isGreaterThan(last);
    }

    @Test
    void ordersThatTheBackupDoesNotKnowAreNamedAndTheReplacedStoreIsKept() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        StoreBackup.make(file(), backup());
        now(store.accept(Orders.cutOnly("o2")));

        // When
        var done = restored();

        // Then
        assertThat(done.orders()).isEqualTo(1);
        assertThat(done.missing()).contains(new StoreRestore.Missing(1, List.of("o2")));
        try (var replaced = Store.open(done.replaced().orElseThrow(), rules(), clock)) {
            assertThat(now(replaced.find(TENANT, id("o2")))).isPresent();
        }
    }

    @Test
    void storeInUseIsNotReplaced() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        StoreBackup.make(file(), backup());
        store.close();
        try (var other = OtherProcess.accepting(file())) {
            other.nextLine();

            // When
            assertThatThrownBy(() -> StoreRestore.restore(backup(), file(), clock))
                    // Then
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("is in use by the process with pid " + other.pid());
        }
    }

    @Test
    void damagedBackupLeavesTheStoreAlone() throws Exception {
        // Given
        now(store.accept(Orders.manyJobs("o1", 100)));
        StoreBackup.make(file(), backup());
        now(store.accept(Orders.cutOnly("o2")));
        store.close();
        try (var raw = new RandomAccessFile(backup().toFile(), "rw")) {
            raw.setLength(raw.length() / 2);
        }

        // When
        assertThatThrownBy(() -> StoreRestore.restore(backup(), file(), clock)).isInstanceOf(StoreException.class);

        // Then
        store = Store.open(file(), rules(), clock);
        assertThat(now(store.find(TENANT, id("o2")))).isPresent();
    }

    @Test
    void interruptedRestoreKeepsTheGatewayFromStartingUntilItIsRepeated() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        StoreBackup.make(file(), backup());
        store.close();
        Files.copy(backup(), file().resolveSibling("orders.db.restoring"));
        Files.delete(file());

        // When
        assertThatThrownBy(() -> Store.open(file(), rules(), clock))
                // Then
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("a restore was interrupted; run it once more (lineside restore)");
        StoreRestore.restore(backup(), file(), clock);
        store = Store.open(file(), rules(), clock);
        assertThat(now(store.find(TENANT, id("o1")))).isPresent();
    }
}
