package io.lineside.gateway.http;

import io.lineside.gateway.observe.LinePace;
import io.lineside.gateway.store.StoreHealth;
import io.lineside.model.work.RequestState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * The plant at one moment.
 *
 * @param lines all of them, those that need somebody first
 * @param orders open ones by state
 */
record Plant(Instant at, List<PlantLine> lines, Map<RequestState, Integer> orders, StoreHealth store) {
    /** Copies the list. */
    Plant {
        lines = List.copyOf(lines);
    }

    /** What all lines have together, in a few numbers however many there are. */
    JsonObject totals() {
        var byState = new JsonObject();
        orders.forEach((state, count) -> byState.put(state.text(), count));
        return new JsonObject()
                .put("lines", lines.size())
                .put("connected", count(line -> line.health().connected() ? 1 : 0))
                .put("care", count(line -> line.needsCare() ? 1 : 0))
                .put("working", count(line -> line.work().atLine().isEmpty() ? 0 : 1))
                .put("ready", count(line -> line.work().ready()))
                .put("waiting", count(line -> line.work().waiting()))
                .put("overdue", count(PlantLine::overdue))
                .put("pieces", count(PlantLine::pieces))
                .put("paceMinutes", LinePace.MINUTES)
                .put("orders", byState)
                .put("takesOrders", store.takesOrders())
                .put("storeWarnings", new JsonArray(store.warnings()));
    }

    private int count(ToIntFunction<PlantLine> of) {
        return lines.stream().mapToInt(of).sum();
    }

    /** A page of it, whole. */
    JsonObject page(LinePick pick) {
        LinePick.Slice<PlantLine> slice = pick.of(lines);
        var shown = new JsonArray();
        slice.rows().forEach(line -> shown.add(line.json(at)));
        return head(slice).put("totals", totals()).put("lines", shown);
    }

    /** Which page it is, and when. */
    JsonObject head(LinePick.Slice<PlantLine> slice) {
        return new JsonObject()
                .put("at", at.toString())
                .put("page", slice.page())
                .put("pages", slice.pages())
                .put("found", slice.found());
    }
}
