package io.lineside.gateway.dispatch;

import io.lineside.config.LineMemory;
import io.lineside.config.OnDoubt;
import io.lineside.gateway.store.SendRecord;
import io.lineside.model.line.MemoryId;
import java.time.Duration;
import java.util.Optional;

/**
 * What a line's word that it does not have a job proves. Pure.
 *
 * @param memory out of which the line answers now
 * @param mayArriveFor how long a command about the job may still arrive
 * @param poison how sending the job failed in the gateway itself; empty where it did not
 * @param blank of a line that shows that it remembers nothing at all
 */
record Absence(
        DeskSettings line,
        Optional<MemoryId> memory,
        Duration mayArriveFor,
        Optional<Poison.Failures> poison,
        Optional<Blank> blank) {
    /** Of a line that remembers. */
    Absence(DeskSettings line, Optional<MemoryId> memory, Duration mayArriveFor, Optional<Poison.Failures> poison) {
        this(line, memory, mayArriveFor, poison, Optional.empty());
    }

    /** Of a job that never failed in the gateway itself. */
    Absence(DeskSettings line, Optional<MemoryId> memory, Duration mayArriveFor) {
        this(line, memory, mayArriveFor, Optional.empty());
    }

    /**
     * A line that remembers nothing at all.
     *
     * @param sign by what it shows that
     * @param hasTakenAny whether it is known to have taken a job before: then it is not new
     */
    record Blank(String sign, boolean hasTakenAny) {}

    /** The same of a line that remembers nothing at all. */
    Absence ofALineWithoutMemory(String sign, boolean hasTakenAny) {
        return new Absence(line, memory, mayArriveFor, poison, Optional.of(new Blank(sign, hasTakenAny)));
    }

    /** What follows for a job that was on its way. */
    enum Verdict {
        /** A command may still arrive: the line's word counts later. */
        TOO_EARLY,
        /** The line never had the job. */
        NEVER_ARRIVED,
        /** The line may have made the job and forgotten it. */
        PROVES_NOTHING,
        /** The same, and the line's file says to send it again. */
        RESEND_ALL_THE_SAME
    }

    Verdict verdict(SendRecord sent) {
        if (line.blind()) {
            return unproved();
        }
        if (!line.rejectsForGood() && !mayArriveFor.isZero()) {
            return Verdict.TOO_EARLY;
        }
        return remembers(sent) ? Verdict.NEVER_ARRIVED : unproved();
    }

    private boolean remembers(SendRecord sent) {
        boolean kept = line.memory() == LineMemory.KEPT;
        // An empty memory that is never lost is that of a line which has not taken anything yet.
        return blank.map(found -> kept && !found.hasTakenAny())
                .orElseGet(() -> kept || (memory.isPresent() && memory.equals(sent.memory())));
    }

    /** Why the line's word proves nothing. */
    String why(SendRecord sent) {
        if (line.blind()) {
            return "a line of profile D can not be asked";
        }
        if (blank.isPresent()) {
            return blank.get().sign()
                    + (blank.get().hasTakenAny()
                            ? ", and it has taken jobs before"
                            : ", and its file does not say memory: kept");
        }
        String restarted = memory.isEmpty() || sent.memory().isEmpty()
                ? "it does not tell whether it has restarted since the job was sent"
                : "it has restarted since the job was sent (then "
                        + sent.memory().get() + ", now " + memory.get() + ")";
        return restarted + ", and its file does not say memory: kept";
    }

    private Verdict unproved() {
        return line.onDoubt() == OnDoubt.RESEND ? Verdict.RESEND_ALL_THE_SAME : Verdict.PROVES_NOTHING;
    }
}
