package io.lineside.gateway.store;

import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Takes a job through its life without a line. */
public final class Ended {
    private Ended() {}

    /** Claims everything of the line, and ends one job with so many good and scrapped pieces. */
    public static void end(Store store, String job, String line, int good, int scrap) throws Exception {
        store.claim(new EquipmentId(line), 1_000).toCompletableFuture().get(30, TimeUnit.SECONDS);
        store.change(
                        new JobOrderId(job),
                        found -> Optional.of(
                                new JobChange(EventType.JOB_ENDED, JobPhase.ENDED, good, scrap, "", Optional.empty())))
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }
}
