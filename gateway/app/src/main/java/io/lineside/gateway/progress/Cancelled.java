package io.lineside.gateway.progress;

import io.lineside.model.work.TrackedJob;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** How many pieces their platform cancelled, of the jobs of an order or of an item. Pure; thread-safe. */
public final class Cancelled {
    private Cancelled() {}

    /** Those that are not made, for certain. */
    public static int pieces(List<TrackedJob> jobs) {
        return byBatch(jobs, TrackedJob::cancelled);
    }

    /** Those whose line has been asked and has not answered. */
    public static int asked(List<TrackedJob> jobs) {
        return byBatch(jobs, TrackedJob::cancelling);
    }

    /** A piece that two operations begin with is one piece. */
    private static int byBatch(List<TrackedJob> jobs, ToIntFunction<TrackedJob> count) {
        Map<String, Integer> batches = new HashMap<>();
        for (TrackedJob job : jobs) {
            int pieces = count.applyAsInt(job);
            if (pieces > 0) {
                String batch = job.item() + "/" + job.batch().number() + "/"
                        + job.batch().remake();
                batches.merge(batch, pieces, Math::max);
            }
        }
        return batches.values().stream().mapToInt(Integer::intValue).sum();
    }
}
