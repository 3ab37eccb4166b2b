package io.lineside.gateway.reload;

import io.lineside.config.LineConfig;
import io.lineside.config.LineQuantities;
import io.lineside.config.Site;
import io.lineside.gateway.dispatch.CommandRoute;
import io.lineside.gateway.dispatch.DeskSettings;
import io.lineside.gateway.dispatch.DispatchOffice;
import io.lineside.gateway.line.LineRegistry;
import io.lineside.model.EquipmentId;
import io.lineside.model.line.LineConnectorProvider;
import io.lineside.model.line.LineSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every line with its link and its desk, and the settings both work by, so that a change of the site touches only the
 * lines whose settings changed. Confined to one thread at a time, but for {@link #quantities}.
 */
public final class SiteLines {
    private static final Logger LOGGER = LoggerFactory.getLogger(SiteLines.class);
    /** A command that is refused is asked about, and each of the two may take the request timeout. */
    private static final int ANSWERS = 3;

    private static final Duration MARGIN = Duration.ofSeconds(5);

    // Reports ask it too, on other threads.
    private final Map<EquipmentId, Settings> running = new ConcurrentSkipListMap<>();
    private final Map<String, LineConnectorProvider> providers;
    private final LineRegistry registry;
    private final DispatchOffice office;
    private final Clock clock;

    /** What a line's link and desk work by; another one means another link and another desk. */
    record Settings(String protocol, LineSettings link, DeskSettings desk) {}

    /** A line that is made and not in use yet. */
    record Line(EquipmentId id, Settings settings, LineRegistry.Prepared link) {}

    /** No lines yet. */
    public SiteLines(List<LineConnectorProvider> providers, LineRegistry registry, DispatchOffice office, Clock clock) {
        this.providers =
                providers.stream().collect(Collectors.toMap(LineConnectorProvider::protocol, Function.identity()));
        this.registry = registry;
        this.office = office;
        this.clock = clock;
    }

    /**
     * Makes the links and desks of all lines of the site; nothing connects before {@link LineRegistry#start}.
     *
     * @throws IllegalArgumentException for settings that a protocol refuses
     */
    public void open(Site site, CommandRoute route) {
        prepare(site, site.lines().stream().map(LineConfig::id).toList()).forEach(line -> open(line, route));
    }

    /** Makes the links of these lines of a site, so that nothing can be wrong with them later. */
    List<Line> prepare(Site site, Collection<EquipmentId> ids) {
        List<Line> prepared = new ArrayList<>();
        try {
            for (EquipmentId id : ids) {
                Settings settings = settings(site, site.line(id).orElseThrow());
                LineConnectorProvider provider =
                        Objects.requireNonNull(providers.get(settings.protocol()), settings.protocol());
                prepared.add(new Line(id, settings, registry.prepare(provider, settings.link())));
            }
            return prepared;
        } catch (IllegalArgumentException refused) {
            prepared.forEach(line -> line.link().discard());
            throw refused;
        }
    }

    /** Puts lines in the place of those of the same ids, which have been ended, and begins to connect to them. */
    void start(Collection<Line> lines, CommandRoute route) {
        lines.forEach(line -> open(line, route));
        lines.forEach(line -> registry.start(line.id()));
    }

    private void open(Line line, CommandRoute route) {
        registry.add(line.link());
        running.put(line.id(), line.settings());
        office.open(line.settings().desk(), registry, route);
    }

    /** What the end of a job at this line means whose pieces it did not count; safe on any thread. */
    public LineQuantities quantities(EquipmentId id) {
        Settings settings = running.get(id);
        return settings == null ? LineQuantities.SENT : settings.desk().quantities();
    }

    /** What another site changes about the lines that are there. */
    LineChanges changesTo(Site site) {
        Map<EquipmentId, Settings> wanted = site.lines().stream()
                .collect(Collectors.toMap(LineConfig::id, line -> settings(site, line), (a, b) -> a, TreeMap::new));
        return new LineChanges(
                wanted.keySet().stream().filter(id -> !running.containsKey(id)).toList(),
                wanted.entrySet().stream()
                        .filter(line -> running.containsKey(line.getKey())
                                && !line.getValue().equals(running.get(line.getKey())))
                        .map(Map.Entry::getKey)
                        .toList(),
                running.keySet().stream().filter(id -> !wanted.containsKey(id)).toList());
    }

    /**
     * Lets these lines finish what is under way and ends their links; their jobs at the lines go on. All at once, so that
     * no two sessions of the same name meet at a broker.
     */
    void end(Collection<EquipmentId> ids) throws InterruptedException {
        Duration patience = ids.stream()
                .map(id -> Objects.requireNonNull(running.get(id))
                        .desk()
                        .requestTimeout()
                        .multipliedBy(ANSWERS))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO)
                .plus(MARGIN);
        var atRest = CompletableFuture.allOf(
                ids.stream().map(id -> office.retire(id).toCompletableFuture()).toArray(CompletableFuture[]::new));
        try {
            atRest.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Whatever still comes is settled by the next desk, as after a restart.
            LOGGER.atWarn().setCause(e).log("not everything under way at {} was answered within {}", ids, patience);
        }
        registry.disconnect(ids);
    }

    /** Forgets lines that have been ended. */
    void remove(Collection<EquipmentId> ids) {
        ids.forEach(id -> {
            office.remove(id);
            registry.remove(id);
            running.remove(id);
        });
    }

    private Settings settings(Site site, LineConfig line) {
        return new Settings(
                line.protocol(),
                site.settings(line, clock),
                new DeskSettings(
                        line.id(),
                        line.capacity(),
                        line.profile(),
                        line.memory(),
                        line.onDoubt(),
                        line.quantities(),
                        line.requestTimeout()));
    }
}
