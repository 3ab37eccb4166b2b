package io.lineside.gateway.observe;

import io.lineside.model.work.EventType;
import io.lineside.model.work.LedgerEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much goes through the gateway and how long each hop of it takes, as the ledger tells: {@code lineside.events.recorded}
 * counts every kind of event, {@code lineside.hop} times what lies between two of them, as a histogram. Hops that began before
 * the gateway started are not timed. Thread-safe, but for {@link #committed}, which is for the store's writer.
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

    /** What lies between two events of a job or an order. */
    private enum Hop {
        /** Planned for a line, until the intent to send it is durable. */
        QUEUED("queued"),
        /** On its way to the line, until the line's answer is durable. */
        SENT("sent"),
        /** At the line, until it began to make it. */
        WAITED("waited"),
        /** From the beginning to the end of making it. */
        MADE("made"),
        /** Ended, until the line has been told to forget it. */
        CLEARED("cleared");

        private final String text;

        Hop(String text) {
            this.text = text;
        }
    }

    private record Begun(Hop hop, Instant at) {}

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<EventType, Counter> counters = new EnumMap<>(EventType.class);
    private final Map<Hop, Timer> timers = new EnumMap<>(Hop.class);
    private final Counter commits;
    private final Map<String, Begun> begun = new Latest();

    /** Meters at zero. */
    public HopMeters() {
        for (EventType type : EventType.values()) {
            counters.put(
                    type,
                    Counter.builder("lineside.events.recorded")
                            .description("Events of the ledger since the gateway started, by kind")
                            .tag("event", type.dotted())
                            .register(registry));
        }
        for (Hop hop : Hop.values()) {
            timers.put(
                    hop,
                    Timer.builder("lineside.hop")
                            .description("How long job orders took from one step to the next")
                            .tag("hop", hop.text)
                            .serviceLevelObjectives(BOUNDS)
                            .register(registry));
        }
        commits = Counter.builder("lineside.commits.written")
                .description("Commits that recorded events: the events of one were made durable together")
                .register(registry);
    }

    /** Counts a commit's events; called in the order of the commits. */
    public void committed(List<LedgerEvent> events) {
        commits.increment();
        events.forEach(this::count);
    }

    /** All meters in Prometheus' text format. */
    public String scrape() {
        return registry.scrape();
    }

    private void count(LedgerEvent event) {
        Counter counter = counters.get(event.type());
        if (counter != null) {
            counter.increment();
        }
        event.job().ifPresent(job -> time(job.value(), event));
    }

    private void time(String job, LedgerEvent event) {
        switch (event.type()) {
            case JOB_PLANNED, JOB_NOT_DELIVERED, JOB_REROUTED -> begun.put(job, new Begun(Hop.QUEUED, event.at()));
            case JOB_SENDING -> next(job, Hop.QUEUED, Hop.SENT, event.at());
            case JOB_ACCEPTED_BY_LINE -> next(job, Hop.SENT, Hop.WAITED, event.at());
            case JOB_RUNNING -> next(job, Hop.WAITED, Hop.MADE, event.at());
            case JOB_ENDED -> next(job, Hop.MADE, Hop.CLEARED, event.at());
            case JOB_CLEARED -> {
                end(job, Hop.CLEARED, event.at());
                begun.remove(job);
            }
            case JOB_PROGRESSED, JOB_INTERRUPTED, JOB_QUANTITY_LOWERED, JOB_CANCEL_ASKED -> {}
            // What a doubt, a person or a refusal lies in is no hop.
            default -> begun.remove(job);
        }
    }

    private void next(String job, Hop ended, Hop begins, Instant at) {
        end(job, ended, at);
        begun.put(job, new Begun(begins, at));
    }

    private void end(String job, Hop hop, Instant at) {
        Begun last = begun.get(job);
        Timer timer = timers.get(hop);
        if (last != null && timer != null && last.hop() == hop && !at.isBefore(last.at())) {
            timer.record(Duration.between(last.at(), at));
        }
    }

    private static final class Latest extends LinkedHashMap<String, Begun> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Begun> eldest) {
            return size() > MOST;
        }
    }
}
