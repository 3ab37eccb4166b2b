package io.lineside.gateway.observe;

import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.LedgerEvent;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many good pieces each line made in the last ten minutes. Jobs that were at their line already when this process
 * started count from their next report on. Thread-safe.
 */
public final class LinePace {
    /** Over how many minutes pieces are counted. */
    public static final int MINUTES = 10;

    private static final long MINUTE = 60_000;
    private static final Set<EventType> COUNTING = EnumSet.of(
            EventType.JOB_SENDING,
            EventType.JOB_RUNNING,
            EventType.JOB_PROGRESSED,
            EventType.JOB_INTERRUPTED,
            EventType.JOB_ENDED,
            EventType.JOB_ABORTED);

    private final Clock clock;
    private final Map<JobOrderId, Integer> counted = new ConcurrentHashMap<>();
    private final Map<EquipmentId, Minutes> lines = new ConcurrentHashMap<>();

    /** Counts by this clock. */
    public LinePace(Clock clock) {
        this.clock = clock;
    }

    /** Counts the pieces of a commit's events; called in the order of the commits. */
    public void committed(List<LedgerEvent> events) {
        events.stream().filter(event -> COUNTING.contains(event.type())).forEach(this::count);
    }

    /** Good pieces of the last {@link #MINUTES} minutes, the current one included. */
    public int pieces(EquipmentId line) {
        Minutes minutes = lines.get(line);
        return minutes == null ? 0 : minutes.sum(minute());
    }

    private void count(LedgerEvent event) {
        String data = event.data();
        int good = EventText.number(data, "good").orElse(0);
        event.job().ifPresent(job -> {
            Integer before = counted.put(job, good);
            if (EventText.text(data, "phase")
                    .filter(phase -> JobPhase.ofText(phase).isFinal())
                    .isPresent()) {
                counted.remove(job);
            }
            int more = before == null ? 0 : good - before;
            if (more > 0) {
                EventText.text(data, "line").map(EquipmentId::new).ifPresent(line -> lines.computeIfAbsent(
                                line, id -> new Minutes())
                        .add(minute(), more));
            }
        });
    }

    private long minute() {
        return clock.millis() / MINUTE;
    }

    /** A ring of counts, one for each minute. */
    private static final class Minutes {
        private final int[] counts = new int[MINUTES];
        private long latest;

        synchronized void add(long minute, int pieces) {
            forget(minute);
            counts[(int) (minute % MINUTES)] += pieces;
        }

        synchronized int sum(long minute) {
            forget(minute);
            int sum = 0;
            for (int count : counts) {
                sum += count;
            }
            return sum;
        }

        /** Empties the minutes that have begun since the last look; a clock that is put back changes nothing. */
        private void forget(long minute) {
            for (long begun = Math.max(latest + 1, minute - MINUTES + 1); begun <= minute; begun++) {
                counts[(int) (begun % MINUTES)] = 0;
            }
            latest = Math.max(latest, minute);
        }
    }
}
