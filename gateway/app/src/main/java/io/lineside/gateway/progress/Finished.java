package io.lineside.gateway.progress;

import io.lineside.model.work.Batch;
import io.lineside.model.work.TrackedJob;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How many pieces of an item are finished: a batch is finished as far as the slowest of its last operations. Pure. */
public final class Finished {
    private Finished() {}

    /** Good pieces of one item, by its jobs. */
    public static int pieces(Collection<TrackedJob> ofItem) {
        Map<Batch, List<TrackedJob>> batches =
                ofItem.stream().filter(TrackedJob::lastOperation).collect(Collectors.groupingBy(TrackedJob::batch));
        return batches.values().stream().mapToInt(Finished::slowest).sum();
    }

    private static int slowest(List<TrackedJob> lastOperations) {
        return lastOperations.stream()
                .collect(Collectors.groupingBy(TrackedJob::operation, Collectors.summingInt(TrackedJob::good)))
                .values()
                .stream()
                .mapToInt(Integer::intValue)
                .min()
                .orElse(0);
    }
}
