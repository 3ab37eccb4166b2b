package io.lineside.gateway;

import io.lineside.config.Site;
import io.lineside.config.door.KafkaDoorConfig;
import io.lineside.gateway.door.DoorBook;
import io.lineside.gateway.door.DoorDesk;
import io.lineside.gateway.door.DoorJson;
import io.lineside.gateway.door.EventPump;
import io.lineside.gateway.door.KafkaDoor;
import io.lineside.gateway.door.MessageDoor;
import io.lineside.gateway.notify.ChangeFeed;
import io.lineside.gateway.routes.DoorRoutes;
import io.lineside.gateway.store.Store;
import io.lineside.gateway.store.WebhookKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The Kafka doors of the site in force. Confined to whoever changes the site, but for what it tells. */
final class KafkaDoors {
    /** No webhook of platforms.yaml has a name with a colon. */
    private static final String POSITION = "kafka:";

    private final DoorRoutes routes;
    private final DoorDesk desk;
    private final DoorJson json;
    private final Store store;
    private final ChangeFeed feed;
    private final DoorBook book;
    private volatile Map<String, KafkaDoor> in = Map.of();
    private volatile Map<String, Out> out = Map.of();

    KafkaDoors(DoorRoutes routes, DoorDesk desk, DoorJson json, Store store, ChangeFeed feed, DoorBook book) {
        this.routes = routes;
        this.desk = desk;
        this.json = json;
        this.store = store;
        this.feed = feed;
        this.book = book;
    }

    private record Out(KafkaDoorConfig config, EventPump pump) {}

    /** What is wrong with each. */
    Map<String, Optional<String>> trouble() {
        Map<String, Optional<String>> trouble = new TreeMap<>();
        in.forEach((name, door) -> trouble.put(name, door.state().trouble()));
        out.forEach((name, door) ->
                trouble.put(name + ".events", door.pump().state().trouble()));
        return trouble;
    }

    /** Events that the brokers of each door have. */
    Map<String, Long> sent() {
        Map<String, Long> sent = new TreeMap<>();
        out.forEach((name, door) -> sent.put(name, door.pump().sent()));
        return sent;
    }

    /** The doors of a site; those that are as before go on. */
    List<DoorRoutes.Door> become(Site site) {
        Map<String, KafkaDoor> nextIn = new TreeMap<>();
        Map<String, Out> nextOut = new TreeMap<>();
        for (KafkaDoorConfig config : site.doors().kafka()) {
            config.orders().ifPresent(orders -> nextIn.put(config.name(), door(config, orders)));
            config.events().ifPresent(events -> nextOut.put(config.name(), out(config, events)));
        }
        in = Map.copyOf(nextIn);
        out = Map.copyOf(nextOut);
        List<DoorRoutes.Door> wanted = new ArrayList<>();
        nextIn.values().forEach(door -> wanted.add(routes.kafkaOrders(door)));
        nextOut.values().forEach(door -> wanted.add(routes.kafkaEvents(door.config(), door.pump())));
        return wanted;
    }

    private KafkaDoor door(KafkaDoorConfig config, KafkaDoorConfig.Orders orders) {
        var door = new KafkaDoor(config, new MessageDoor(config.name(), orders.tenant(), orders.mapping(), desk, json));
        KafkaDoor before = in.get(config.name());
        return before != null && before.identity().equals(door.identity()) ? before : door;
    }

    private Out out(KafkaDoorConfig config, KafkaDoorConfig.Events events) {
        Out before = out.get(config.name());
        if (before != null && before.config().equals(config)) {
            return before;
        }
        // The topic is part of the key: another one begins with what happens from then on.
        var key = new WebhookKey(events.tenant(), POSITION + config.name() + ":" + events.topic());
        return new Out(config, new EventPump(key, feed, store.webhooks(), book.state(config.name() + ".events")));
    }
}
