package io.lineside.gateway.observe;

import io.lineside.model.work.EventType;
import io.lineside.model.work.LedgerEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * How much goes through the gateway and how long each hop of it takes, as the ledger tells: {@code lineside.events.recorded}
 * counts every kind of event, {@code lineside.hop} times what lies between two of them, as a histogram for each protocol. Hops that began before
 * the gateway started are not timed. Thread-safe, but for {@link #committed}, which is for one thread.
 */
public final class HopMeters {
    /** Jobs that are remembered for the end of a hop; of the oldest beyond these the hop is not timed. */
    private static final int MOST = 50_000;

    /** Up to where hops are counted together, so that any percentile can be asked for. */
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        Duration.ofMinutes(10),
        Duration.ofHours(1)
    };

    private record Begun(Hop hop, Instant at) {}

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<EventType, Counter> counters = new EnumMap<>(EventType.class);
    private final Map<String, Map<Hop, Timer>> timers = new HashMap<>();
    private final JobMeters lines;
    private final UnaryOperator<String> protocols;
    private final Counter commits;
    private final AtomicLong missed = new AtomicLong();
    private final Map<String, Begun> begun = new Latest();

    /**
     * Meters at zero.
     *
     * @param lines is told what each line does
     * @param protocols the protocol that a line speaks, by its id
     */
    public HopMeters(JobMeters lines, UnaryOperator<String> protocols) {
        this.lines = lines;
        this.protocols = protocols;
        for (EventType type : EventType.values()) {
            counters.put(
                    type,
                    Counter.builder("lineside.events.recorded")
                            .description("Events of the ledger since the gateway started, by kind")
                            .tag("event", type.dotted())
                            .register(registry));
        }
        FunctionCounter.builder("lineside.commits.uncounted", missed, AtomicLong::doubleValue)
                .description("Commits of which nothing was counted, because counting fell too far behind")
                .register(registry);
        commits = Counter.builder("lineside.commits.written")
                .description("Commits that recorded events: the events of one were made durable together")
                .register(registry);
    }

    /** Counts a commit's events; called in the order of the commits. */
    public void committed(List<LedgerEvent> events) {
        commits.increment();
        events.forEach(this::count);
    }

    /**
     * All meters in Prometheus' text format.
     *
     * @param uncounted commits of which nothing was counted
     */
    public String scrape(long uncounted) {
        missed.set(uncounted);
        return registry.scrape();
    }

    private void count(LedgerEvent event) {
        Counter counter = counters.get(event.type());
        if (counter != null) {
            counter.increment();
        }
        event.job().ifPresent(job -> {
            String line = EventText.text(event.data(), "line").orElse("");
            if (!line.isEmpty()) {
                lines.counted(line, event.type());
            }
            time(new Moment(job.value(), line, event.at()), event.type());
        });
    }

    /** When something happened to a job that is planned for or at a line. */
    private record Moment(String job, String line, Instant at) {}

    private void time(Moment now, EventType type) {
        switch (type) {
            case JOB_PLANNED, JOB_NOT_DELIVERED, JOB_REROUTED -> begun.put(now.job(), new Begun(Hop.QUEUED, now.at()));
            case JOB_SENDING -> next(now, Hop.QUEUED, Hop.SENT);
            case JOB_ACCEPTED_BY_LINE -> next(now, Hop.SENT, Hop.WAITED);
            case JOB_RUNNING -> next(now, Hop.WAITED, Hop.MADE);
            case JOB_ENDED -> next(now, Hop.MADE, Hop.CLEARED);
            case JOB_CLEARED -> {
                end(now, Hop.CLEARED);
                begun.remove(now.job());
            }
            case JOB_PROGRESSED, JOB_INTERRUPTED, JOB_QUANTITY_LOWERED, JOB_CANCEL_ASKED -> {}
            // What a doubt, a person or a refusal lies in is no hop.
            default -> begun.remove(now.job());
        }
    }

    private void next(Moment now, Hop ended, Hop begins) {
        end(now, ended);
        begun.put(now.job(), new Begun(begins, now.at()));
    }

    private void end(Moment now, Hop hop) {
        Begun last = begun.get(now.job());
        if (last != null && last.hop() == hop && !now.at().isBefore(last.at())) {
            Duration took = Duration.between(last.at(), now.at());
            timer(protocols.apply(now.line()), hop).record(took);
            if (!now.line().isEmpty()) {
                lines.took(now.line(), hop, took);
            }
        }
    }

    private Timer timer(String protocol, Hop hop) {
        return timers.computeIfAbsent(protocol, name -> new EnumMap<>(Hop.class))
                .computeIfAbsent(hop, between -> Timer.builder("lineside.hop")
                        .description("How long job orders took from one step to the next")
                        .tag("hop", between.text())
                        .tag("protocol", protocol)
                        .serviceLevelObjectives(BOUNDS)
                        .register(registry));
    }

    private static final class Latest extends LinkedHashMap<String, Begun> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Begun> eldest) {
            return size() > MOST;
        }
    }
}
