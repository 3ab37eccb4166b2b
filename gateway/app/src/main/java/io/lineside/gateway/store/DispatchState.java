package io.lineside.gateway.store;

import io.lineside.model.work.JobPhase;

/** What is known of one attempt to send a job. Intent and Unknown are open; the others are never left. */
enum DispatchState {
    INTENT("Intent"),
    ACKED("Acked"),
    NACKED("Nacked"),
    UNKNOWN("Unknown"),
    RESOLVED_PRESENT("ResolvedPresent"),
    RESOLVED_ABSENT("ResolvedAbsent");

    private final String text;

    DispatchState(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    static DispatchState ofText(String text) {
        for (var state : values()) {
            if (state.text.equals(text)) {
                return state;
            }
        }
        throw new IllegalArgumentException("no state of a sending is called '" + text + "'");
    }

    SendRecord.Standing standing() {
        return switch (this) {
            case INTENT, UNKNOWN -> SendRecord.Standing.MAY_BE_THERE;
            case ACKED, RESOLVED_PRESENT -> SendRecord.Standing.TAKEN;
            case NACKED, RESOLVED_ABSENT -> SendRecord.Standing.NOT_THERE;
        };
    }

    /** What an attempt that nobody has answered yet becomes when its job goes to this phase. */
    static DispatchState ofIntent(JobPhase phase) {
        if (provesNothing(phase)) {
            return UNKNOWN;
        }
        return isAtLineOrDone(phase) ? ACKED : NACKED;
    }

    /** What an attempt in doubt becomes when its job goes to this phase; a job held for a person stays in doubt. */
    static DispatchState ofUnknown(JobPhase phase) {
        if (provesNothing(phase)) {
            return UNKNOWN;
        }
        return isAtLineOrDone(phase) ? RESOLVED_PRESENT : RESOLVED_ABSENT;
    }

    private static boolean provesNothing(JobPhase phase) {
        return phase == JobPhase.HELD || phase == JobPhase.IN_DOUBT || phase == JobPhase.CANCELLING;
    }

    private static boolean isAtLineOrDone(JobPhase phase) {
        return phase.isAtLine() || phase == JobPhase.ENDED || phase == JobPhase.ABORTED;
    }
}
