package io.lineside.gateway.http;

import io.lineside.gateway.progress.UnitFate;
import io.lineside.gateway.progress.UnitFates;
import io.lineside.gateway.store.RequestView;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.WorkItem;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How many pieces of an order came to which end. Pure. */
final class UnitCounts {
    private UnitCounts() {}

    /** By state, those that are made again, and those of which the lines only counted. */
    static JsonObject of(RequestView view) {
        Map<Integer, List<TrackedJob>> jobs = view.jobs().stream().collect(Collectors.groupingBy(TrackedJob::item));
        Map<UnitFate.State, Integer> states = new EnumMap<>(UnitFate.State.class);
        int remade = 0;
        int uncertain = 0;
        for (WorkItem item : view.request().items()) {
            var fates = new UnitFates(jobs.getOrDefault(item.number(), List.of()));
            for (int number = 1; number <= item.quantity(); number++) {
                UnitFate fate = fates.of(number);
                states.merge(fate.state(), 1, Integer::sum);
                remade += fate.jobs().stream().anyMatch(job -> job.batch().remake() > 0) ? 1 : 0;
                uncertain += fate.certain() ? 0 : 1;
            }
        }
        var byState = new JsonObject();
        states.forEach((state, count) -> byState.put(state.text(), count));
        return new JsonObject().put("states", byState).put("remade", remade).put("uncertain", uncertain);
    }
}
