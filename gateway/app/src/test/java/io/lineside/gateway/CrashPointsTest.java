package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.gateway.crash.CrashPoint;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway process of its own that ends at a crash point, again and again on the same store, while a plant on real wires
 * goes on; the plant's ledger of what it made is the judge. {@code -Dlineside.test.crashPoints=all} goes through every
 * point, on every kind of line that comes past it; a pattern instead of {@code all} chooses among {@link Glazing}.
 */
class CrashPointsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int AT_ONCE = 2;
    private static final String KINDS = System.getProperty("lineside.test.crashPoints", "");

    /** Those around the one moment at which a piece could be lost or made twice. */
    private static final List<CrashPoint> WORST = List.of(
            CrashPoint.AFTER_ORDER_ACCEPTED,
            CrashPoint.AFTER_JOB_SENDING,
            CrashPoint.JOB_SENT,
            CrashPoint.JOB_ANSWERED,
            CrashPoint.CANCEL_SENT,
            CrashPoint.BEFORE_JOB_ENDED,
            CrashPoint.CLEAR_ANSWERED);

    @TempDir
    private Path folder;

    @Test
    void crashAtTheWorstPointsLosesNothingAndMakesNothingTwice() {
        try (var tour = new CrashTour(folder, Glazing.PROFILE_A)) {
            // When
            WORST.forEach(tour::crashAt);
            // Then
            assertClean(tour.judge(), tour);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "lineside.test.crashPoints", matches = ".+")
    void crashAtEveryPointLosesNothingAndMakesNothingTwice() throws Exception {
        // Given
        List<Callable<Void>> tours = new ArrayList<>();
        for (Glazing glazing : Glazing.values()) {
            if (KINDS.equals("all") || glazing.name().matches(KINDS)) {
                tours.add(() -> {
                    crashAtEveryPoint(glazing);
                    return null;
                });
            }
        }
        // When
        var threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            for (Future<Void> tour : threads.invokeAll(tours)) {
                // Then
                tour.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void crashAtEveryPoint(Glazing glazing) {
        String fault =
                "ended at each of %d points, %s".formatted(glazing.points().size(), glazing);
        try (var tour = new CrashTour(folder.resolve(glazing.name()), glazing)) {
            glazing.points().forEach(tour::crashAt);
            Verdict verdict = tour.judge();
            FaultTable.add("F1", fault, verdict, "-");
            assertClean(verdict, tour);
        } catch (RuntimeException | AssertionError e) {
            FaultTable.brokenOff("F1", fault, "-", e);
            throw e;
        }
    }

    private static void assertClean(Verdict verdict, CrashTour tour) {
        assertThat(verdict.details()).as(tour.site()::logs).isEmpty();
        assertThat(verdict.isClean()).isTrue();
    }

    @Test
    void everyPointIsOnSomeKindOfLine() {
        // When
        var points = EnumSet.noneOf(CrashPoint.class);
        for (Glazing glazing : Glazing.values()) {
            points.addAll(glazing.points());
        }
        points.addAll(Glazing.OF_DOORS);
        // Then
        assertThat(points).containsExactlyInAnyOrder(CrashPoint.values());
    }

    @Test
    @EnabledIfSystemProperty(named = "lineside.test.crashPoints", matches = ".+")
    void recoveryThatDoesNotAskIsFoundOut() throws SQLException {
        try (var tour = new CrashTour(folder, Glazing.PROFILE_A)) {
            CrashSite site = tour.site();
            // Given a line that made what it was sent and has forgotten it
            // It has answered, so that it has it for certain: what is only sent may still be in this machine when it
            // ends.
            tour.crashAt(CrashPoint.JOB_ANSWERED);
            await().atMost(PATIENCE).until(() -> !site.pieces().isEmpty());
            site.glazing().behave(Map.of("restart", "forget"));
            site.glazing().crash();
            site.glazing().start();
            // When a recovery takes what was on its way for never sent
            try (var store = DriverManager.getConnection("jdbc:sqlite:" + site.store());
                    var sql = store.createStatement()) {
                assertThat(sql.executeUpdate(
                                "update job set phase = 'Queued', stage = 'Ready' where phase = 'Sending'"))
                        .isEqualTo(1);
                sql.executeUpdate("update dispatch set state = 'Nacked' where state = 'Intent'");
            }
            site.start();
            await().atMost(PATIENCE).until(() -> !site.madeTwice().isEmpty());
            // Then
            int twice = site.madeTwice().size();
            FaultTable.add(
                    "N3",
                    "recovery that does not ask",
                    new Verdict(1, site.acknowledged(), 0, twice, 0, 0, List.of(), List.of()),
                    "must be caught");
            assertThat(twice).isPositive();
        }
    }
}
