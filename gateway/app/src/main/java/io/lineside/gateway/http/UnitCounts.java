package io.lineside.gateway.http;

import io.lineside.gateway.progress.UnitFate;
import io.lineside.gateway.progress.UnitFates;
import io.lineside.gateway.store.RequestView;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.WorkItem;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How many pieces of an order came to which end. Pure. */
final class UnitCounts {
    private UnitCounts() {}

    /** By state, those that are made again, and those of which the lines only counted. */
    static JsonObject of(RequestView view) {
        Map<Integer, List<TrackedJob>> jobs = view.jobs().stream().collect(Collectors.groupingBy(TrackedJob::item));
        int[] states = new int[UnitFate.State.values().length];
        int remade = 0;
        int uncertain = 0;
        for (WorkItem item : view.request().items()) {
            var fates = new UnitFates(jobs.getOrDefault(item.number(), List.of()));
            for (int number = 1; number <= item.quantity(); number++) {
                UnitFate fate = fates.of(number);
                states[fate.state().ordinal()]++;
                remade += fate.jobs().stream().anyMatch(job -> job.batch().remake() > 0) ? 1 : 0;
                uncertain += fate.certain() ? 0 : 1;
            }
        }
        var byState = new JsonObject();
        for (UnitFate.State state : UnitFate.State.values()) {
            if (states[state.ordinal()] > 0) {
                byState.put(state.text(), states[state.ordinal()]);
            }
        }
        return new JsonObject().put("states", byState).put("remade", remade).put("uncertain", uncertain);
    }
}
