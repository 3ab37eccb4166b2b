package io.lineside.model.work;

import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.job.ReportMark;
import java.time.Instant;
import java.util.Optional;

/**
 * A job order as the gateway keeps it: the row that commands, reports and evidence change.
 *
 * @param batch the pieces it was planned for
 * @param quantity pieces to make; may be lowered when a predecessor made fewer
 * @param waitsFor how many predecessors have not ended; it is sent only at 0
 * @param attempt how often it was sent, 0 before the first time
 * @param good good pieces the line has reported, never falling
 * @param scrap pieces thrown away that the line has reported, never falling
 * @param reason why it is held, refused, in doubt or failed, in words for a technician; empty for none
 * @param cleared whether the line has been told to forget it
 * @param lastReport the line's latest report since the job was sent last, as far as it was kept
 * @param named the pieces of which the line said by name what became of them
 * @param wish what its platform wishes about it, other than that it is made
 */
public record TrackedJob(
        JobOrderId id,
        WorkRequestId request,
        int item,
        String operation,
        Batch batch,
        EquipmentId line,
        boolean lastOperation,
        JobPhase phase,
        int quantity,
        int waitsFor,
        int attempt,
        int good,
        int scrap,
        String reason,
        boolean cleared,
        Instant queuedAt,
        Optional<Instant> sentAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        ReportMark lastReport,
        NamedUnits named,
        CancelWish wish) {
    /**
     * Pieces that its platform cancelled for certain: those that the job was lowered by, and, once it is over, those that
     * it neither made nor scrapped.
     */
    public int cancelled() {
        if (wish == CancelWish.NONE) {
            return 0;
        }
        int fewer = Math.max(0, batch.units().count() - quantity);
        return wish == CancelWish.ASKED && phase.isFinal() ? fewer + unmade() : fewer;
    }

    /** Pieces that its platform wants no more, and of which the line has not said yet what became of them. */
    public int cancelling() {
        return wish == CancelWish.ASKED && !phase.isFinal() ? quantity - good : 0;
    }

    /** Pieces that the job was to make and has neither made nor scrapped. */
    public int unmade() {
        return Math.max(0, quantity - good - scrap);
    }
}
