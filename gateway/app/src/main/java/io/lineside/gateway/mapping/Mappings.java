package io.lineside.gateway.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.config.door.MappingConfig;
import io.lineside.config.source.Fault;
import io.lineside.config.source.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * Every mapping of a site, compiled. Programs are jq 1.6 without anything that reads the environment, files or the clock.
 * They run on a few threads of their own, so that one which does not end holds up nobody else. Thread-safe.
 */
public final class Mappings {
    private static final Scope FUNCTIONS = Fuel.scope(Versions.JQ_1_6);
    private static final Set<String> NAMES = Fuel.names(FUNCTIONS);
    private static final Pattern PLACE = Pattern.compile("line (\\d+), column (\\d+)");
    private static final int THREADS = 4;
    private static final int PATIENCE_SECONDS = 3;
    private static final int WAITING = 1_000;
    private static final ScheduledExecutorService WATCH =
            new ScheduledThreadPoolExecutor(1, task -> daemon(task, "lineside-mapping-watch"));

    private final Map<String, Mapping> mappings;
    /** Its own, so that a site which was mended is not held up by what the one before left running. */
    private final ThreadPoolExecutor runs = runs();

    private Mappings(Map<String, Mapping> mappings) {
        this.mappings = mappings;
    }

    /** The mappings of a site in which nothing is wrong. */
    public static Mappings of(List<MappingConfig> configs) {
        Map<String, Mapping> compiled = new TreeMap<>();
        List<Fault> faults = new ArrayList<>();
        configs.forEach(config -> compile(config, faults).ifPresent(mapping -> compiled.put(config.name(), mapping)));
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(faults.get(0).toString());
        }
        return new Mappings(compiled);
    }

    /** What is wrong with the mappings of a site. */
    public static List<Fault> faults(List<MappingConfig> configs) {
        List<Fault> faults = new ArrayList<>();
        configs.forEach(config -> compile(config, faults));
        return faults;
    }

    private static Optional<Mapping> compile(MappingConfig config, List<Fault> faults) {
        int before = faults.size();
        try {
            JsonQuery query = JsonQuery.compile(config.program(), Versions.JQ_1_6);
            for (JqRules.Broken broken : JqRules.check(config.program(), NAMES)) {
                faults.add(Fault.at(config.at().at(broken.line(), broken.column()), broken.message()));
            }
            return faults.size() == before ? Optional.of(new Mapping(config, query, FUNCTIONS)) : Optional.empty();
        } catch (JsonQueryException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String said = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
            Matcher place = PLACE.matcher(said);
            Position at = place.find()
                    ? config.at()
                            .at(
                                    Math.max(1, Integer.parseInt(place.group(1))),
                                    Math.max(1, Integer.parseInt(place.group(2))))
                    : config.at();
            faults.add(Fault.at(at, "must be a jq program, was broken here: " + said.replaceAll(" at line.*", "")));
            return Optional.empty();
        }
    }

    /** Whether there is a mapping of this name. */
    public boolean has(String name) {
        return mappings.containsKey(name);
    }

    /** Names of all mappings, in order. */
    public List<String> names() {
        return List.copyOf(mappings.keySet());
    }

    /**
     * Makes an order of a foreign document, on another thread; fails with a {@link RejectedExecutionException} when too many
     * are being made.
     *
     * @param name of a mapping that there is
     */
    public CompletionStage<MappingResult> apply(String name, JsonNode document) {
        Mapping mapping = Optional.ofNullable(mappings.get(name))
                .orElseThrow(() -> new IllegalArgumentException("mapping must be one of " + names() + ", was " + name));
        var done = new CompletableFuture<MappingResult>();
        try {
            var run = new CompletableFuture<Future<?>>();
            run.complete(runs.submit(() -> run(mapping, document, run.join(), done)));
            return done;
        } catch (RejectedExecutionException busy) {
            done.completeExceptionally(busy);
            return done;
        }
    }

    private void run(Mapping mapping, JsonNode document, Future<?> run, CompletableFuture<MappingResult> done) {
        ScheduledFuture<?> end = WATCH.schedule(
                () -> {
                    if (done.complete(mapping.tooLong())) {
                        run.cancel(true);
                    }
                },
                PATIENCE_SECONDS,
                TimeUnit.SECONDS);
        try {
            done.complete(mapping.apply(document));
        } catch (RuntimeException | Error bug) {
            done.completeExceptionally(bug);
        } finally {
            end.cancel(false);
        }
    }

    private static ThreadPoolExecutor runs() {
        var runs = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                task -> daemon(task, "lineside-mapping"));
        runs.allowCoreThreadTimeOut(true);
        return runs;
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
