package io.lineside.gateway.dispatch;

import io.lineside.model.JobOrderId;
import java.util.SplittableRandom;

/**
 * What the machine will make of a job, whatever happens around it: the same in a history with crashes as in the same one
 * without.
 *
 * @param refused the line says that the request is wrong
 * @param abortsAfter pieces after which it gives up; more than the job has for never
 * @param interruptedAfter pieces after which it pauses; more than the job has for never
 * @param scrapped a bit for each piece that is thrown away
 */
record Fate(boolean refused, int abortsAfter, int interruptedAfter, int scrapped) {
    private static final int NEVER = 99;

    static Fate of(HistoryPlan plan, JobOrderId id) {
        String job = id.value().substring(plan.name().length());
        var random = new SplittableRandom(31 * plan.seed() + job.hashCode());
        return new Fate(
                random.nextInt(20) == 0,
                random.nextInt(12) == 0 ? random.nextInt(3) : NEVER,
                random.nextInt(8) == 0 ? random.nextInt(3) : NEVER,
                random.nextInt(4) == 0 ? random.nextInt(8) : 0);
    }

    /** Whether the machine does not end it when it is told to. */
    boolean goesOn() {
        return scrapped % 4 == 3;
    }

    boolean scraps(int piece) {
        return (scrapped >> (piece % 3) & 1) == 1;
    }
}
