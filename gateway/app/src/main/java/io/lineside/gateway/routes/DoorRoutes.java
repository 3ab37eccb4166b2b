package io.lineside.gateway.routes;

import io.lineside.config.door.KafkaDoorConfig;
import io.lineside.gateway.door.EventPump;
import io.lineside.gateway.door.FolderDoor;
import io.lineside.gateway.door.KafkaDoor;
import io.lineside.gateway.door.TopicDoor;
import io.lineside.gateway.door.report.ReportDoor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes of the doors of the site in force: come and go while the gateway runs, each by itself. A door of another kind is
 * one more method like {@link #folder}. Changes are made one at a time on a thread of its own; thread-safe.
 */
public final class DoorRoutes implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(DoorRoutes.class);
    private static final int STOP_SECONDS = 30;

    private final CamelContext context;
    private final ExecutorService changes = Executors.newSingleThreadExecutor(task -> daemon(task, "lineside-doors"));
    private final ExecutorService threads = Executors.newFixedThreadPool(2, task -> daemon(task, "lineside-door"));
    /** Confined to the thread of changes. */
    private final Map<String, Door> running = new TreeMap<>();

    private final AtomicBoolean closed = new AtomicBoolean();

    DoorRoutes(CamelContext context) {
        this.context = context;
    }

    /**
     * A door that is wanted.
     *
     * @param settings by which it is known whether it is the same as before
     */
    public record Door(String name, Object settings, Supplier<RouteBuilder> route) {
        String routeId() {
            return "door-" + name;
        }
    }

    /** A folder's door; its route goes on with threads that may write files. */
    public Door folder(FolderDoor door) {
        return new Door(door.config().name(), door.config(), () -> new FolderRoute(door, threads));
    }

    /** A door of reports, likewise. */
    public Door report(ReportDoor door) {
        return new Door(door.config().name(), door.config(), () -> new ReportRoute(door, threads));
    }

    /** A topic's door; its route goes on with the threads of whoever answers. */
    public Door topic(TopicDoor door) {
        return new Door(door.name(), door.identity(), () -> new TopicRoute(door));
    }

    /** A door of Kafka records; the classes of Kafka are loaded with its route. */
    public Door kafkaOrders(KafkaDoor door) {
        return new Door(door.config().name(), door.identity(), () -> new KafkaOrdersRoute(door));
    }

    /** What goes out through a Kafka door. */
    public Door kafkaEvents(KafkaDoorConfig door, EventPump pump) {
        return new Door(door.name() + ".events", door, () -> new KafkaEventsRoute(door, pump));
    }

    /** From now on these are the doors; one whose settings are as before goes on as it is. */
    public void become(List<Door> doors) {
        if (!closed.get()) {
            changes.execute(() -> change(doors));
        }
    }

    private void change(List<Door> doors) {
        Map<String, Door> wanted = new TreeMap<>();
        doors.forEach(door -> wanted.put(door.name(), door));
        List.copyOf(running.values()).stream()
                .filter(door -> !wanted.containsKey(door.name())
                        || !wanted.get(door.name()).settings().equals(door.settings()))
                .forEach(this::end);
        wanted.values().stream()
                .filter(door -> !running.containsKey(door.name()))
                .forEach(this::begin);
    }

    private void begin(Door door) {
        try {
            context.addRoutes(door.route().get());
            running.put(door.name(), door);
            // The supervising controller starts by itself only what is there from the beginning.
            context.getRouteController().startRoute(door.routeId());
        } catch (Exception e) {
            LOGGER.atError().addKeyValue("door", door.name()).setCause(e).log("door can not be opened");
        }
    }

    private void end(Door door) {
        try {
            context.getRouteController().stopRoute(door.routeId(), STOP_SECONDS, TimeUnit.SECONDS);
            context.removeRoute(door.routeId());
            running.remove(door.name());
        } catch (Exception e) {
            LOGGER.atError().addKeyValue("door", door.name()).setCause(e).log("door can not be closed");
        }
    }

    /** Closes the doors before the routes behind them stop. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        changes.execute(() -> change(List.of()));
        changes.shutdown();
        try {
            if (!changes.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                changes.shutdownNow();
            }
        } catch (InterruptedException e) {
            changes.shutdownNow();
            Thread.currentThread().interrupt();
        }
        threads.shutdown();
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
