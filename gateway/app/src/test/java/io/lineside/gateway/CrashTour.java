package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.crash.CrashPoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One store, one plant with a kind of glazing line, and a gateway after the other that ends at a crash point. */
final class CrashTour implements AutoCloseable {
    private static final String ITEM =
            """
            {"product":"mug","quantity":%d,"options":{"color":"teal","text":"Ada"},"packaging":{"type":"gift"}}""";
    private static final String ORDER = "{\"items\":[" + ITEM.formatted(2) + "]}";
    private static final String LONG_ORDER = "{\"items\":[" + ITEM.formatted(400) + "]}";
    private static final String ORDER_OF_MANY = "{\"items\":["
            + String.join(",", ITEM.formatted(1), ITEM.formatted(2), ITEM.formatted(1), ITEM.formatted(3)) + "]}";

    /** In that time a request is certainly given up. */
    private static final Duration UNANSWERED = Duration.ofSeconds(45);

    private static final int TRIES = 6;

    private final CrashSite site;
    private int crashes;

    CrashTour(Path folder, Glazing glazing) {
        site = CrashSite.prepare(folder, glazing.line(), glazing.file());
    }

    CrashSite site() {
        return site;
    }

    /** Starts a gateway and has it come past a point, where it ends. */
    void crashAt(CrashPoint point) {
        if (point.name().endsWith("DOUBT_SETTLED") || point == CrashPoint.EVIDENCE_HEARD) {
            // A doubt is needed first.
            crashAt(CrashPoint.AFTER_JOB_SENDING);
        }
        Optional<Integer> end;
        if (point.name().endsWith("REFUSED_BY_LINE")) {
            site.start(point, 1);
            end = whereNothingIsTaken();
        } else if (point.name().contains("CANCEL")) {
            site.start(point, 1);
            end = site.cancelUntilEnd(LONG_ORDER);
        } else if (point.name().endsWith("IN_DOUBT")) {
            site.start(point, 1);
            end = whereNothingArrives(ORDER);
        } else if (point.name().endsWith("NOT_DELIVERED")) {
            // The first of them is in doubt, and what was taken with it goes back.
            site.start(point, 1);
            end = whereNothingArrives(ORDER_OF_MANY);
        } else {
            site.order(ORDER);
            site.start(point, 1);
            end = site.awaitEnd();
        }
        assertThat(end)
                .as("%s is reached; the gateways said: %s", point, site.logs())
                .isEqualTo(Optional.of(CrashPoint.EXIT_CODE));
        crashes++;
    }

    private Optional<Integer> whereNothingIsTaken() {
        site.awaitRecovery();
        site.glazing().behave(Map.of("refuse", true));
        site.order(ORDER);
        Optional<Integer> end = site.awaitEnd();
        site.glazing().behave(Map.of("refuse", false));
        return end;
    }

    /**
     * Hands in an order while nothing reaches the line. A gateway that noticed that before it had sent anything keeps its
     * work, and is tried again; what is under way arrives when the gateway is gone.
     */
    private Optional<Integer> whereNothingArrives(String order) {
        Optional<Integer> end = Optional.empty();
        for (int tries = 0; end.isEmpty() && tries < TRIES; tries++) {
            site.awaitRecovery();
            site.wire().set(Map.of("blackHole", "up"));
            site.order(order);
            end = site.awaitEnd(UNANSWERED);
            site.wire().heal();
        }
        return end;
    }

    /** Starts a gateway that stays, waits until everything is made, and compares with what the plant has made. */
    Verdict judge() {
        long began = System.nanoTime();
        site.start();
        site.handIn();
        List<String> unfinished = site.unfinished();
        Duration recovery = Duration.ofNanos(System.nanoTime() - began);
        List<String> twice = site.madeTwice();
        List<String> wrong = site.wronglyMade();
        List<String> details = new ArrayList<>(unfinished);
        details.addAll(twice);
        details.addAll(wrong);
        if (site.acknowledged() != site.ordered()) {
            details.add(site.ordered() + " orders were handed in, and " + site.acknowledged() + " acknowledged");
        }
        return new Verdict(
                crashes,
                site.acknowledged(),
                unfinished.size(),
                twice.size(),
                wrong.size() + site.ordered() - site.acknowledged(),
                0,
                List.of(recovery),
                details);
    }

    @Override
    public void close() {
        site.close();
    }
}
