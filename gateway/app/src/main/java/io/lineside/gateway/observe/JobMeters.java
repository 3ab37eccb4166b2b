package io.lineside.gateway.observe;

import io.lineside.model.EquipmentId;
import io.lineside.model.work.EventType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What each line does with its jobs: {@code lineside.line.jobs} counts them by event, {@code lineside.line.hop} has percentiles of
 * the last five to ten minutes, {@code lineside.line.queue.age} how long the job waits that was planned first. A dozen numbers a
 * line, for a site may have hundreds. A line that goes takes its numbers along. Thread-safe.
 */
public final class JobMeters {
    private static final String EQUIPMENT = "equipment";
    private static final double MILLIS = 1_000.0;
    private static final List<Double> QUANTILES = List.of(0.5, 0.99);
    private static final Set<Hop> HOPS = EnumSet.of(Hop.SENT, Hop.WAITED, Hop.MADE);
    private static final Set<EventType> COUNTED = EnumSet.of(
            EventType.JOB_SENDING,
            EventType.JOB_ACCEPTED_BY_LINE,
            EventType.JOB_RUNNING,
            EventType.JOB_ENDED,
            EventType.JOB_ABORTED,
            EventType.JOB_REFUSED_BY_LINE,
            EventType.JOB_IN_DOUBT);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, Line> lines = new ConcurrentHashMap<>();
    private final Clock clock;
    private final MultiGauge hops = MultiGauge.builder("lineside.line.hop")
            .description("How long jobs of a line took from one step to the next, in the last five to ten minutes")
            .baseUnit("seconds")
            .register(registry);
    private final MultiGauge ages = MultiGauge.builder("lineside.line.queue.age")
            .description("How long the job waits for its line that was planned first of those that could be sent")
            .baseUnit("seconds")
            .register(registry);
    private final MultiGauge about = MultiGauge.builder("lineside.line.speaks")
            .description("1; the protocol that a line speaks")
            .register(registry);

    /** Meters that tell by this clock what is recent. */
    public JobMeters(Clock clock) {
        this.clock = clock;
    }

    /** What one line did. */
    private final class Line {
        private final Map<EventType, Counter> counters = new EnumMap<>(EventType.class);
        private final Map<Hop, RecentTimes> times = new EnumMap<>(Hop.class);

        Line(String id) {
            for (EventType type : COUNTED) {
                counters.put(
                        type,
                        Counter.builder("lineside.line.jobs")
                                .description("Jobs of a line since the gateway started, by what happened to them")
                                .tag(EQUIPMENT, id)
                                .tag("event", type.dotted())
                                .register(registry));
            }
            HOPS.forEach(hop -> times.put(hop, new RecentTimes(clock)));
        }

        void forget() {
            counters.values().forEach(registry::remove);
        }
    }

    void counted(String line, EventType type) {
        if (COUNTED.contains(type)) {
            Counter counter = line(line).counters.get(type);
            if (counter != null) {
                counter.increment();
            }
        }
    }

    void took(String line, Hop hop, Duration time) {
        RecentTimes times = line(line).times.get(hop);
        if (times != null) {
            times.record(time);
        }
    }

    private Line line(String id) {
        return lines.computeIfAbsent(id, Line::new);
    }

    /**
     * All meters in Prometheus' text format.
     *
     * @param protocols of the lines that the site has
     * @param waiting since when the job waits that was planned first, of lines that have one
     */
    public synchronized String scrape(Map<EquipmentId, String> protocols, Map<EquipmentId, Instant> waiting) {
        lines.entrySet().removeIf(line -> {
            boolean gone = !protocols.containsKey(new EquipmentId(line.getKey()));
            if (gone) {
                line.getValue().forget();
            }
            return gone;
        });
        List<MultiGauge.Row<?>> times = new ArrayList<>();
        List<MultiGauge.Row<?>> old = new ArrayList<>();
        List<MultiGauge.Row<?>> spoken = new ArrayList<>();
        protocols.forEach((line, protocol) -> {
            Tags tags = Tags.of(EQUIPMENT, line.value());
            line(line.value()).times.forEach((hop, taken) -> add(tags.and("hop", hop.text()), taken, times));
            Instant since = waiting.get(line);
            old.add(MultiGauge.Row.of(tags, since == null ? 0 : Math.max(0, seconds(since))));
            spoken.add(MultiGauge.Row.of(tags.and("protocol", protocol), 1));
        });
        hops.register(times, true);
        ages.register(old, true);
        about.register(spoken, true);
        return registry.scrape();
    }

    private static void add(Tags tags, RecentTimes taken, List<MultiGauge.Row<?>> rows) {
        QUANTILES.forEach(part -> taken.within(part)
                .ifPresent(
                        seconds -> rows.add(MultiGauge.Row.of(tags.and("quantile", String.valueOf(part)), seconds))));
    }

    private double seconds(Instant since) {
        return Duration.between(since, clock.instant()).toMillis() / MILLIS;
    }
}
