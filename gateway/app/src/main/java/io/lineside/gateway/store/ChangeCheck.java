package io.lineside.gateway.store;

import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;

/** What no decision may do to a job, whatever the line said; breaking it is a bug of the one who decides. */
final class ChangeCheck {

    private ChangeCheck() {}

    static void check(TrackedJob job, JobChange change) {
        if (job.phase().isFinal() && change.phase() != job.phase()) {
            throw refused(job, change, "a final phase is never left");
        }
        if (change.phase() == JobPhase.SENDING && job.phase() != JobPhase.SENDING) {
            throw refused(job, change, "only a claim makes a job " + JobPhase.SENDING.text());
        }
        if (change.good() < job.good() || change.scrap() < job.scrap()) {
            throw refused(job, change, "counts never fall");
        }
    }

    private static IllegalArgumentException refused(TrackedJob job, JobChange change, String rule) {
        return new IllegalArgumentException(
                "job " + job.id() + ": " + rule + ", was " + job.phase().text() + " with "
                        + job.good() + " good and " + job.scrap() + " scrap, asked for "
                        + change.phase().text() + " with " + change.good() + " good and " + change.scrap() + " scrap");
    }
}
