package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.gateway.crash.CrashPoint;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.TagType;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A gateway process of its own that ends at a crash point, again and again on the same store, while a plant on real wires
 * goes on; the plant's ledger of what it made is the judge. {@code -Dlineside.test.crashPoints=all} goes through every
 * point on every kind of line.
 */
class CrashPointsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PIECE = Duration.ofMillis(15);
    private static final String ITEM =
            """
            {"product":"mug","quantity":%d,"options":{"color":"teal","text":"Ada"},"packaging":{"type":"gift"}}""";
    private static final String ORDER = "{\"items\":[" + ITEM.formatted(2) + "]}";
    private static final String ORDER_OF_MANY = "{\"items\":["
            + String.join(",", ITEM.formatted(1), ITEM.formatted(2), ITEM.formatted(1), ITEM.formatted(3)) + "]}";

    /** Those around the one moment at which a piece could be lost or made twice. */
    private static final List<CrashPoint> WORST = List.of(
            CrashPoint.AFTER_ORDER_ACCEPTED,
            CrashPoint.AFTER_JOB_SENDING,
            CrashPoint.JOB_SENT,
            CrashPoint.JOB_ANSWERED,
            CrashPoint.BEFORE_JOB_ENDED,
            CrashPoint.CLEAR_ANSWERED);

    /** A kind of glazing line; the packing line is always one over MQTT. */
    // Records and a function without state.
    @SuppressWarnings("ImmutableEnumChecker")
    enum Glazing {
        PROFILE_A(LineSpec.opcUa(CrashSite.GLAZING, 0, 4, PIECE, "glaze/2"), file -> file),
        PROFILE_B(
                LineSpec.opcUa(CrashSite.GLAZING, 0, 4, PIECE, "glaze/2"),
                file -> file.replace("profile: A ", "profile: B ")),
        TAGS(
                LineSpec.tags(
                        CrashSite.GLAZING,
                        0,
                        PIECE,
                        Map.of("Color", TagType.STRING, "Dwell", TagType.DOUBLE, "Text", TagType.STRING),
                        "glaze/2"),
                TagLineSiteTest::byTags);

        private final LineSpec line;
        private final UnaryOperator<String> file;

        Glazing(LineSpec line, UnaryOperator<String> file) {
            this.line = line;
            this.file = file;
        }

        /** The points that a gateway with such a line comes past. */
        Set<CrashPoint> points() {
            var points = EnumSet.allOf(CrashPoint.class);
            if (this != PROFILE_A) {
                // What happens before and after a line has to do with it.
                points.removeIf(point -> point.name().contains("_ORDER_"));
            }
            if (this != PROFILE_B) {
                points.removeAll(
                        EnumSet.of(CrashPoint.START_TO_BE_SENT, CrashPoint.START_SENT, CrashPoint.START_ANSWERED));
            }
            if (this == TAGS) {
                // Its one job at a time leaves nothing to refuse or to give back, and it can not be made to stall.
                points.removeIf(point -> point.name().endsWith("REFUSED_BY_LINE")
                        || point.name().endsWith("NOT_DELIVERED")
                        || point.name().endsWith("IN_DOUBT"));
            }
            return points;
        }
    }

    private int crashes;

    @Test
    void crashAtTheWorstPointsLosesNothingAndMakesNothingTwice(@TempDir Path folder) {
        try (var site = CrashSite.prepare(folder, Glazing.PROFILE_A.line, Glazing.PROFILE_A.file)) {
            // When
            WORST.forEach(point -> crash(site, point, 1));
            // Then
            assertAllMadeOnce(site, WORST.size(), Glazing.PROFILE_A);
        }
    }

    @ParameterizedTest
    @EnumSource
    @EnabledIfSystemProperty(named = "lineside.test.crashPoints", matches = "all")
    void crashAtEveryPointLosesNothingAndMakesNothingTwice(Glazing glazing, @TempDir Path folder) {
        try (var site = CrashSite.prepare(folder, glazing.line, glazing.file)) {
            // When
            for (CrashPoint point : glazing.points()) {
                crash(site, point, 1);
                if (glazing == Glazing.PROFILE_A && isOfEachLine(point)) {
                    crash(site, point, 2);
                }
            }
            // Then
            assertAllMadeOnce(site, glazing.points().size(), glazing);
        }
    }

    /** With one order, the second time is on the other line. */
    private static boolean isOfEachLine(CrashPoint point) {
        return point.name().startsWith("JOB_")
                || point.name().startsWith("CLEAR_")
                || point.name().contains("ENDED");
    }

    @Test
    void everyPointIsOnSomeKindOfLine() {
        var points = EnumSet.noneOf(CrashPoint.class);
        for (Glazing glazing : Glazing.values()) {
            points.addAll(glazing.points());
        }
        assertThat(points).containsExactlyInAnyOrder(CrashPoint.values());
    }

    @Test
    @EnabledIfSystemProperty(named = "lineside.test.crashPoints", matches = "all")
    void recoveryThatDoesNotAskIsFoundOut(@TempDir Path folder) throws SQLException {
        try (var site = CrashSite.prepare(folder, Glazing.PROFILE_A.line, Glazing.PROFILE_A.file)) {
            // Given a line that made what it was sent and has forgotten it
            crash(site, CrashPoint.JOB_SENT, 1);
            await().atMost(PATIENCE).until(() -> !site.pieces().isEmpty());
            site.glazing().behave(Map.of("restart", "forget"));
            site.glazing().crash();
            site.glazing().start();
            // When a recovery takes what was on its way for never sent
            try (var store = DriverManager.getConnection("jdbc:sqlite:" + site.store());
                    var sql = store.createStatement()) {
                assertThat(sql.executeUpdate("update job set phase = 'Queued' where phase = 'Sending'"))
                        .isEqualTo(1);
                sql.executeUpdate("update dispatch set state = 'Nacked' where state = 'Intent'");
            }
            site.start();
            // Then
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(site.madeTwice()).isNotEmpty());
        }
    }

    private void crash(CrashSite site, CrashPoint point, int occurrence) {
        if (point.name().endsWith("DOUBT_SETTLED") || point == CrashPoint.EVIDENCE_HEARD) {
            // A doubt is needed first.
            crash(site, CrashPoint.AFTER_JOB_SENDING, 1);
        }
        boolean many = point.name().endsWith("NOT_DELIVERED");
        site.order(many ? ORDER_OF_MANY : ORDER);
        site.start(point, occurrence);
        if (isDisturbed(point)) {
            site.awaitRecovery();
            disturb(site, point, true);
        }
        site.handIn();
        if (many) {
            // One is on its way without an answer, and others wait for it.
            await().atMost(PATIENCE).until(() -> !site.isAlive() || site.beingSent() > 1);
            site.glazing().crash();
        }
        assertThat(site.awaitEnd())
                .as("%s#%d is reached; the gateways said: %s", point, occurrence, site.logs())
                .isEqualTo(Optional.of(CrashPoint.EXIT_CODE));
        crashes++;
        if (isDisturbed(point)) {
            disturb(site, point, false);
        }
    }

    private static boolean isDisturbed(CrashPoint point) {
        return point.name().endsWith("REFUSED_BY_LINE")
                || point.name().endsWith("IN_DOUBT")
                || point.name().endsWith("NOT_DELIVERED");
    }

    private static void disturb(CrashSite site, CrashPoint point, boolean begin) {
        if (point.name().endsWith("REFUSED_BY_LINE")) {
            site.glazing().behave(Map.of("refuse", begin));
        } else if (point.name().endsWith("IN_DOUBT")) {
            site.glazing().behave(Map.of("stall", begin));
        } else {
            site.glazing().holdAnswers(begin);
            site.glazing().holdProduction(begin);
            site.glazing().start();
        }
    }

    private void assertAllMadeOnce(CrashSite site, int points, Glazing glazing) {
        site.start();
        site.handIn();
        List<String> unfinished = site.unfinished();
        List<String> twice = site.madeTwice();
        System.out.printf(
                "%s: %d crash points, %d crashes, %d orders acknowledged, %d lost, %d made twice%n",
                glazing, points, crashes, site.acknowledged(), unfinished.size(), twice.size());
        List<String> wrong = new ArrayList<>(twice);
        wrong.addAll(unfinished);
        wrong.addAll(site.wronglyMade());
        assertThat(wrong).as(site::logs).isEmpty();
        assertThat(site.acknowledged()).isEqualTo(site.ordered());
    }
}
