package io.lineside.gateway.progress;

import io.lineside.gateway.plan.FloorState;
import io.lineside.gateway.plan.LineChoice;
import io.lineside.gateway.store.LineLoad;
import io.lineside.gateway.store.RequestRules.Placed;
import io.lineside.gateway.store.RequestRules.Placing;
import io.lineside.model.EquipmentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the lines of what makes scrap again as those of an order are chosen, by how the lines are at that moment. As long
 * as nobody says how they are, scrap is made again where it was made. Thread-safe.
 */
public final class RemakeLines {
    private final AtomicReference<@Nullable Function<List<LineLoad>, FloorState>> floor = new AtomicReference<>();

    /** Goes by what this says of the lines from now on; asked within a transaction, and must not block. */
    public void follow(Function<List<LineLoad>, FloorState> state) {
        floor.set(state);
    }

    List<Placed> place(List<Placing> jobs, List<LineLoad> loads, Instant now) {
        Function<List<LineLoad>, FloorState> known = floor.get();
        FloorState state = known == null ? FloorState.IDLE : known.apply(loads);
        var choice = new LineChoice(state, now);
        var placed = new ArrayList<Placed>();
        for (Placing job : jobs) {
            List<EquipmentId> there =
                    job.capable().stream().filter(state.lines()::containsKey).toList();
            LineChoice.Chosen chosen = there.isEmpty()
                    ? new LineChoice.Chosen(job.replaced().line(), "as for what it replaces")
                    : choice.choose(new LineChoice.Job(
                            job.id().value(),
                            named(job),
                            there,
                            job.effort(),
                            job.pieces(),
                            job.workMaster(),
                            job.wantedBy()));
            placed.add(new Placed(job.replaced().id(), chosen.line(), chosen.why()));
        }
        return placed;
    }

    private static List<String> named(Placing job) {
        return job.after().stream().map(String::valueOf).toList();
    }
}
