package io.lineside.gateway.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /board/lines} and {@code /board/lines/changes}: a page of the board, and what is different on it since, at most once
 * a second. The plant is put together once for all who look, and not at all while nobody does. What a slow reader misses he
 * is told with what comes after. Thread-safe.
 */
final class PlantFeed {
    private static final Logger LOGGER = LoggerFactory.getLogger(PlantFeed.class);
    private static final long PERIOD = 1_000;
    private static final int QUIET_PERIODS = 15;
    private static final int PAGE = 60;

    private final Vertx vertx;
    private final PlantView view;
    private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean busy = new AtomicBoolean();

    PlantFeed(Vertx vertx, PlantView view) {
        this.vertx = vertx;
        this.view = view;
    }

    void bindTo(ContractRouter router) {
        router.bind("readLines", this::read).bind("followLines", this::follow);
        vertx.setPeriodic(PERIOD, timer -> beat());
    }

    private void read(RoutingContext context) {
        LinePick pick = LinePick.of(context, PAGE);
        OrderRoutes.respond(context, view.fresh(), plant -> context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(plant.page(pick).toBuffer()));
    }

    private void follow(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (EventStream.isOnlyHead(context)) {
            return;
        }
        var reader = new Reader(response, LinePick.of(context, PAGE));
        context.addEndHandler(over -> readers.remove(reader));
        response.write("retry: 2000\n\n");
        readers.add(reader);
        tell(List.of(reader));
    }

    private void beat() {
        readers.removeIf(reader -> reader.response.closed());
        if (!readers.isEmpty() && busy.compareAndSet(false, true)) {
            tell(readers);
        }
    }

    private void tell(Iterable<Reader> whom) {
        var unused = view.now().whenComplete((plant, failure) -> {
            busy.set(false);
            if (failure != null) {
                LOGGER.debug("the board can not be read at present; looking again in a second", failure);
            } else {
                whom.forEach(reader -> reader.tell(plant));
            }
        });
    }

    /** Somebody who looks at a page, and what he has of it. */
    private static final class Reader {
        private static final JsonObject NOTHING = new JsonObject();

        private final HttpServerResponse response;
        private final LinePick pick;
        private Map<String, JsonObject> has = Map.of();
        private List<String> order = List.of();
        private String totals = "";
        private String place = "";
        private int quiet;

        Reader(HttpServerResponse response, LinePick pick) {
            this.response = response;
            this.pick = pick;
        }

        synchronized void tell(Plant plant) {
            if (response.closed() || response.writeQueueFull()) {
                return;
            }
            LinePick.Slice<PlantLine> slice = pick.of(plant.lines());
            JsonObject news = news(plant, slice);
            if (!news.isEmpty()) {
                quiet = 0;
                JsonObject event = plant.head(slice).mergeIn(news);
                response.write("event: lines\ndata: " + event.encode() + "\n\n");
            } else if (++quiet % QUIET_PERIODS == 0) {
                response.write(": still here\n\n");
            }
        }

        /** What he does not have: what of lines is different, the order where that is, and the sums of the plant. */
        private JsonObject news(Plant plant, LinePick.Slice<PlantLine> slice) {
            var news = new JsonObject();
            Map<String, JsonObject> now = new HashMap<>();
            var changed = new JsonArray();
            for (PlantLine line : slice.rows()) {
                JsonObject json = line.json(plant.at());
                now.put(line.id(), json);
                JsonObject different = difference(has.getOrDefault(line.id(), NOTHING), json);
                if (!different.isEmpty()) {
                    changed.add(different.put("line", line.id()));
                }
            }
            if (!changed.isEmpty()) {
                news.put("lines", changed);
            }
            List<String> ids = slice.rows().stream().map(PlantLine::id).toList();
            String found = slice.page() + "/" + slice.pages() + "/" + slice.found();
            if (!ids.equals(order) || !found.equals(place)) {
                news.put("order", new JsonArray(ids));
            }
            JsonObject sums = plant.totals();
            if (!sums.encode().equals(totals)) {
                news.put("totals", sums);
            }
            has = now;
            order = ids;
            place = found;
            totals = sums.encode();
            return news;
        }

        /** What is another in the second, and null for what is gone. */
        private static JsonObject difference(JsonObject before, JsonObject after) {
            var different = new JsonObject();
            after.forEach(field -> {
                if (!field.getValue().equals(before.getValue(field.getKey()))) {
                    different.put(field.getKey(), field.getValue());
                }
            });
            before.fieldNames().stream()
                    .filter(name -> !after.containsKey(name))
                    .forEach(different::putNull);
            return different;
        }
    }
}
