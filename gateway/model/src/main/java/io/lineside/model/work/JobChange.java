package io.lineside.model.work;

import io.lineside.model.EquipmentId;
import io.lineside.model.job.ReportMark;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a decision makes of a job: its new phase and counts, and the ledger event that says why.
 *
 * @param event what happened
 * @param reason kept with the job and in the event; empty clears what was kept
 * @param machineTime the machine's own time of what happened, where it gave one
 * @param report the latest report known after this; empty when the change has nothing to do with a report
 * @param line where the job is to be made from now on; empty leaves it where it is
 * @param evidence what the change rests on, recorded with the event, by name
 * @param named pieces of which the line says by name what became of them, beside those that it named before
 * @param wish what its platform wishes about the job from now on; empty leaves that as it is
 */
public record JobChange(
        EventType event,
        JobPhase phase,
        int good,
        int scrap,
        String reason,
        Optional<Instant> machineTime,
        Optional<ReportMark> report,
        Optional<EquipmentId> line,
        Map<String, String> evidence,
        NamedUnits named,
        Optional<CancelWish> wish) {
    /** Evidence: the line that refused the job and said that it does not have it. */
    public static final String REFUSED_BY = "refusedBy";
    /** Evidence: the state in which the line has a job that must not go on there. */
    public static final String STATE_AT_LINE = "stateAtLine";

    /** Evidence: the gateway ended, or failed itself, before it knew what became of the sending. */
    public static final String CUT_SHORT = "cutShort";

    /** Copies the map. */
    public JobChange {
        evidence = Map.copyOf(evidence);
    }

    /** A change at the job's own line that says itself what it rests on. */
    public JobChange(
            EventType event,
            JobPhase phase,
            int good,
            int scrap,
            String reason,
            Optional<Instant> machineTime,
            Optional<ReportMark> report) {
        this(
                event,
                phase,
                good,
                scrap,
                reason,
                machineTime,
                report,
                Optional.empty(),
                Map.of(),
                NamedUnits.NONE,
                Optional.empty());
    }

    /** A change that no report led to. */
    public JobChange(
            EventType event, JobPhase phase, int good, int scrap, String reason, Optional<Instant> machineTime) {
        this(event, phase, good, scrap, reason, machineTime, Optional.empty());
    }

    /** Whether it rests on a refusal: the line does not have the job then. */
    public boolean isRefusal() {
        return evidence.containsKey(REFUSED_BY);
    }

    /** Whether it rests on the line's word that it has the job, whatever the phase says. */
    public boolean isKnownAtLine() {
        return evidence.containsKey(STATE_AT_LINE);
    }

    /** Whether the sending that it is about was cut short in the gateway itself. */
    public boolean isCutShort() {
        return evidence.containsKey(CUT_SHORT);
    }

    /** The same change, to another line. */
    public JobChange movedTo(EquipmentId next) {
        return new JobChange(
                event, phase, good, scrap, reason, machineTime, report, Optional.of(next), evidence, named, wish);
    }

    /** The same change with what it rests on. */
    public JobChange because(Map<String, String> facts) {
        return new JobChange(event, phase, good, scrap, reason, machineTime, report, line, facts, named, wish);
    }

    /** The same change with what the line says of single pieces. */
    public JobChange naming(NamedUnits units) {
        return new JobChange(event, phase, good, scrap, reason, machineTime, report, line, evidence, units, wish);
    }

    /** The same change with what the job's platform wishes from now on. */
    public JobChange wishing(CancelWish next) {
        return new JobChange(
                event, phase, good, scrap, reason, machineTime, report, line, evidence, named, Optional.of(next));
    }

    /** The same decision, but another phase and reason. */
    public JobChange into(JobPhase next, EventType what, String why) {
        return new JobChange(what, next, good, scrap, why, machineTime, report, line, evidence, named, wish);
    }

    /** A change of phase that leaves the counts of the job as they are. */
    public static JobChange to(JobPhase phase, EventType event, TrackedJob job, String reason) {
        return new JobChange(event, phase, job.good(), job.scrap(), reason, Optional.empty());
    }
}
