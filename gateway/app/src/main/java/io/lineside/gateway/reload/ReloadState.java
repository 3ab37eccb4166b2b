package io.lineside.gateway.reload;

import io.lineside.config.source.Fault;
import io.lineside.model.EquipmentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which files are in force, and whether newer ones were refused.
 *
 * @param since when the site in force came into force
 * @param applied how many changes of the site came into force since the gateway was started
 * @param refused how many attempts were refused since then
 * @param refusal empty while the files of the folder are those in force, as far as anybody has looked
 * @param last what came of the last attempt; empty while there was none
 * @param leaving ids of lines that are not in the site any more and finish what they were given
 */
public record ReloadState(
        Instant since,
        long applied,
        long refused,
        Optional<Refusal> refusal,
        Optional<Attempt> last,
        List<String> leaving) {
    /** Copies the list. */
    public ReloadState {
        leaving = List.copyOf(leaving);
    }

    static ReloadState first(Instant since) {
        return new ReloadState(since, 0, 0, Optional.empty(), Optional.empty(), List.of());
    }

    /**
     * An attempt to put files into force.
     *
     * @param who wished it
     */
    public record Attempt(Instant at, String who, ReloadResult result) {}

    ReloadState after(Attempt attempt) {
        return new ReloadState(since, applied, refused, refusal, Optional.of(attempt), leaving);
    }

    ReloadState refusedNow(List<Fault> faults, Instant now) {
        Instant first = refusal.map(Refusal::since).orElse(now);
        return new ReloadState(
                since, applied, refused + 1, Optional.of(new Refusal(first, now, faults)), last, leaving);
    }

    ReloadState appliedAt(Instant now) {
        return new ReloadState(now, applied + 1, refused, Optional.empty(), last, leaving);
    }

    ReloadState unchanged() {
        return new ReloadState(since, applied, refused, Optional.empty(), last, leaving);
    }

    ReloadState withLeaving(List<EquipmentId> lines) {
        return new ReloadState(
                since,
                applied,
                refused,
                refusal,
                last,
                lines.stream().map(EquipmentId::value).toList());
    }

    /**
     * Why the files of the folder are not in force.
     *
     * @param since when files were first refused after the last that were good
     * @param last when they were last refused
     * @param faults of the last attempt, at least one
     */
    public record Refusal(Instant since, Instant last, List<Fault> faults) {
        /** Copies the list. */
        public Refusal {
            faults = List.copyOf(faults);
        }
    }
}
