package io.lineside.gateway;

import io.lineside.config.Site;
import io.lineside.config.door.FolderConfig;
import io.lineside.config.door.MqttDoorConfig;
import io.lineside.config.door.ReportConfig;
import io.lineside.gateway.door.DoorBook;
import io.lineside.gateway.door.DoorDesk;
import io.lineside.gateway.door.DoorJson;
import io.lineside.gateway.door.FolderDoor;
import io.lineside.gateway.door.MessageDoor;
import io.lineside.gateway.door.TopicDoor;
import io.lineside.gateway.door.report.ReportDoor;
import io.lineside.gateway.http.DoorReport;
import io.lineside.gateway.intake.OrderWarnings;
import io.lineside.gateway.notify.ChangeFeed;
import io.lineside.gateway.routes.CamelRuntime;
import io.lineside.gateway.routes.DoorRoutes;
import io.lineside.gateway.site.CurrentSite;
import io.lineside.gateway.site.Edition;
import io.lineside.gateway.store.Store;
import io.lineside.model.topic.OrderTopicProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The doors of the site in force beside the platform API. Thread-safe. */
final class Doors implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Doors.class);

    private final CurrentSite current;
    private final DoorRoutes routes;
    private final DoorDesk desk;
    private final DoorJson json;
    private final Store store;
    private final KafkaDoors kafka;
    private final DoorBook book;
    private volatile Map<String, FolderDoor> folders = Map.of();
    private volatile Map<String, ReportDoor> reports = Map.of();
    private volatile Map<String, TopicDoor> topics = Map.of();

    Doors(CurrentSite current, CamelRuntime runtime, Store store, ChangeFeed feed, Clock clock) {
        this.current = current;
        this.routes = runtime.doors();
        this.store = store;
        this.book = new DoorBook(clock);
        this.desk = new DoorDesk(current, runtime::submit, store, book);
        this.json = new DoorJson(new OrderWarnings(() -> current.get().catalog()));
        this.kafka = new KafkaDoors(routes, desk, json, store, feed, book);
    }

    /** Opens the doors, and follows the site from now on. */
    void start() {
        current.onChange(this::become);
        become(current.get());
    }

    /** How each door is, by its name. */
    Map<String, DoorReport.Door> report() {
        Map<String, DoorReport.Door> doors = new TreeMap<>();
        folders.forEach((name, door) ->
                doors.put(name, door("folder", name, door.state().trouble())));
        reports.forEach((name, door) ->
                doors.put(name, door("report", name, door.state().trouble())));
        topics.forEach((name, door) -> doors.put(name, door("mqtt", name, door.trouble())));
        kafka.trouble().forEach((name, trouble) -> doors.put(name, door("kafka", name, trouble)));
        return doors;
    }

    private DoorReport.Door door(String kind, String name, Optional<String> trouble) {
        return new DoorReport.Door(kind, trouble, book.passed(name));
    }

    /** What is wrong with each door; empty where nothing is. */
    Map<String, Optional<String>> health() {
        Map<String, Optional<String>> health = new TreeMap<>();
        report().forEach((name, door) -> health.put(name, door.trouble()));
        return health;
    }

    /** Events that went out since the start, by the name of the door. */
    Map<String, Long> eventsSent() {
        return kafka.sent();
    }

    private synchronized void become(Edition edition) {
        Site site = edition.site();
        Map<String, FolderDoor> next = new TreeMap<>();
        for (FolderConfig folder : site.doors().folders()) {
            FolderDoor before = folders.get(folder.name());
            boolean same = before != null && before.config().equals(folder);
            next.put(folder.name(), same ? before : opened(site, folder));
        }
        Map<String, ReportDoor> nextReports = new TreeMap<>();
        for (ReportConfig report : site.doors().reports()) {
            ReportDoor before = reports.get(report.name());
            boolean same = before != null && before.config().equals(report);
            nextReports.put(report.name(), same ? before : opened(site, report));
        }
        folders = Map.copyOf(next);
        reports = Map.copyOf(nextReports);
        List<DoorRoutes.Door> wanted = new ArrayList<>();
        next.values().forEach(door -> wanted.add(routes.folder(door)));
        nextReports.values().forEach(door -> wanted.add(routes.report(door)));
        topics = topics(site);
        topics.values().forEach(door -> wanted.add(routes.topic(door)));
        wanted.addAll(kafka.become(site));
        routes.become(wanted);
    }

    /** Those that are as before, and new ones. */
    private Map<String, TopicDoor> topics(Site site) {
        Map<String, TopicDoor> next = new TreeMap<>();
        for (OrderTopicProvider provider : TopicDoor.providers()) {
            for (MqttDoorConfig config : site.doors().mqtt()) {
                var door = new MessageDoor(config.name(), config.tenant(), config.mapping(), desk, json);
                var made = new TopicDoor(site.topic(config), provider, door);
                TopicDoor before = topics.get(config.name());
                boolean same = before != null && before.identity().equals(made.identity());
                next.put(config.name(), same ? before : made);
            }
        }
        return Map.copyOf(next);
    }

    private FolderDoor opened(Site site, FolderConfig folder) {
        makeFolder(site, folder.path());
        return new FolderDoor(folder, desk, json);
    }

    private ReportDoor opened(Site site, ReportConfig report) {
        makeFolder(site, report.path());
        return new ReportDoor(report, site.enterprise() + "/" + site.site(), store, book.state(report.name()));
    }

    /** Makes a folder inside the site; one elsewhere must be there, so that a slip of the pen is noticed. */
    private static void makeFolder(Site site, Path folder) {
        if (folder.toAbsolutePath()
                .normalize()
                .startsWith(site.folder().toAbsolutePath().normalize())) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                LOGGER.atWarn().addKeyValue("folder", folder).setCause(e).log("folder of a door can not be made");
            }
        }
    }

    /** Takes nothing more; the store must still be open. */
    @Override
    public void close() {
        routes.close();
    }
}
