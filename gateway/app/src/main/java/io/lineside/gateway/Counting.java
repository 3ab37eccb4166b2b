package io.lineside.gateway;

import io.lineside.config.LineConfig;
import io.lineside.config.Site;
import io.lineside.gateway.observe.Afterwards;
import io.lineside.gateway.observe.CommitMeters;
import io.lineside.gateway.observe.HopMeters;
import io.lineside.gateway.observe.JobMeters;
import io.lineside.gateway.observe.LinePace;
import io.lineside.gateway.site.CurrentSite;
import io.lineside.gateway.store.Store;
import io.lineside.model.EquipmentId;
import io.lineside.model.work.LedgerEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is counted and timed of every commit, beside the thread that writes. Thread-safe. */
final class Counting implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Counting.class);
    private static final int PATIENCE_SECONDS = 3;

    private final Store store;
    private final CommitMeters commits = new CommitMeters();
    private final JobMeters jobs;
    private final HopMeters hops;
    private final LinePace pace;
    private final Afterwards<List<LedgerEvent>> afterwards;
    private volatile Map<EquipmentId, String> protocols;

    Counting(Store store, CurrentSite current, Clock clock) {
        this.store = store;
        protocols = protocols(current.get().site());
        current.onChange(edition -> protocols = protocols(edition.site()));
        jobs = new JobMeters(clock);
        hops = new HopMeters(jobs, this::protocol);
        pace = new LinePace(clock);
        afterwards = Afterwards.start("lineside-meters", List.of(pace::committed, hops::committed));
        store.onCommitted(afterwards::committed);
        store.onTimed(commits::committed);
    }

    private static Map<EquipmentId, String> protocols(Site site) {
        return site.lines().stream().collect(Collectors.toUnmodifiableMap(LineConfig::id, LineConfig::protocol));
    }

    /** The protocol of a line; empty where the site has none of that name. */
    String protocol(String line) {
        return line.isEmpty() ? "" : protocols.getOrDefault(new EquipmentId(line), "");
    }

    LinePace pace() {
        return pace;
    }

    /** In Prometheus' text format; waits for the store. */
    String scrape() {
        return jobs.scrape(protocols, waiting()) + commits.scrape() + hops.scrape(afterwards.missed());
    }

    /** Nothing while the store does not answer: a scrape says how the lines are all the same. */
    private Map<EquipmentId, Instant> waiting() {
        return store.oldestReady()
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(failure -> {
                    LOGGER.atDebug().setCause(failure).log("the ages of the queues can not be told");
                    return Map.of();
                })
                .join();
    }

    @Override
    public void close() {
        afterwards.close();
    }
}
