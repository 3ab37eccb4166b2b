package io.lineside.gateway.store;

import io.lineside.gateway.store.PayloadTable.Payload;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.job.JobOrder;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The jobs and orders that were written last, and what jobs that are not sent yet were planned as, so that the next change of
 * one does not read it, and the lines for which nothing waits, so that nobody looks: what a line does comes in bursts. Holds
 * what the rows hold, or nothing; only the writer changes rows, and it forgets everything with a transaction that is rolled
 * back. Confined to the writer thread.
 */
final class OpenRows {
    private static final int MOST = 8_192;
    private static final int MOST_PLANNED = 1_024;
    /** Longer ones are read again: what is held must not grow with what is ordered. In characters. */
    private static final int LONGEST_PAYLOAD = 4_096;

    private final Map<JobOrderId, TrackedJob> jobs = new Latest<>(MOST);
    private final Map<WorkRequestId, RequestHead> heads = new Latest<>(MOST);
    private final Map<JobOrderId, Planned> planned = new Latest<>(MOST_PLANNED);
    private final Set<EquipmentId> idle = new HashSet<>();
    private boolean restoredJobs = true;

    /** A job order as it was written, and the digest of its text. */
    record Planned(JobOrder order, String payloadSha256) {}

    Optional<TrackedJob> job(JobOrderId id) {
        return Optional.ofNullable(jobs.get(id));
    }

    /** What a job that waits for nothing but its line was planned as, where this process wrote it not long ago. */
    Optional<Planned> planned(JobOrderId id) {
        return Optional.ofNullable(planned.get(id));
    }

    /** A job was written that waits for nothing but its line. */
    void planned(JobOrder order, Payload payload) {
        if (payload.text().length() <= LONGEST_PAYLOAD) {
            planned.put(order.id(), new Planned(order, payload.sha256()));
        }
    }

    /** Hands the head over to the one work that asks: it comes back when it is written. */
    Optional<RequestHead> takeHead(WorkRequestId id) {
        return Optional.ofNullable(heads.remove(id));
    }

    /** Whether there may be jobs of which nobody knows what their line did after a backup. */
    boolean mayHaveRestoredJobs() {
        return restoredJobs;
    }

    /** Says what was found when the session began, or that one was added. */
    void restoredJobs(boolean any) {
        restoredJobs = any;
    }

    /** No job is ready for this line: every ready one was taken, and none has become so since. */
    boolean isIdle(EquipmentId line) {
        return idle.contains(line);
    }

    /** Every job that was ready for this line was found, and taken. */
    void idle(EquipmentId line) {
        idle.add(line);
    }

    /** A job of this line was written that is ready, or may become so. */
    void queued(EquipmentId line) {
        idle.remove(line);
    }

    void written(TrackedJob job) {
        if (job.phase() == JobPhase.QUEUED) {
            queued(job.line());
        } else {
            planned.remove(job.id());
        }
        if (job.cleared()) {
            jobs.remove(job.id());
        } else {
            jobs.put(job.id(), job);
        }
    }

    void written(RequestHead head) {
        heads.put(head.id(), head);
    }

    void forget() {
        jobs.clear();
        heads.clear();
        planned.clear();
        idle.clear();
    }

    private static final class Latest<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;

        private final int most;

        Latest(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }
}
