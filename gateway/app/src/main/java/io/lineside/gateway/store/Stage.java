package io.lineside.gateway.store;

import io.lineside.model.work.TrackedJob;

/**
 * Where a job is as far as the store looks for jobs: what its partial indexes go by. It follows from the row, and is kept in
 * it because it changes less often than the phase does, so that most changes of a job leave its indexes alone.
 */
enum Stage {
    /** Other jobs come before it. */
    WAITS("Waits"),
    /** It waits for nothing but its line. */
    READY("Ready"),
    /** Its line has it, or is just told of it. */
    AT_LINE("AtLine"),
    /** Its line may have it: people see it too. */
    UNCERTAIN("Uncertain"),
    /** It waits for a person. */
    KEPT_BACK("KeptBack"),
    /** It is over, and its line still has it. */
    TO_CLEAR("ToClear"),
    /** Nothing more is to be done about it. */
    OVER("Over");

    private final String text;

    Stage(String text) {
        this.text = text;
    }

    static Stage of(TrackedJob job) {
        return switch (job.phase()) {
            case QUEUED -> job.waitsFor() == 0 ? READY : WAITS;
            case SENDING, STORED, STARTED, RUNNING, INTERRUPTED -> AT_LINE;
            case IN_DOUBT, CANCELLING -> UNCERTAIN;
            case HELD, QUARANTINED -> KEPT_BACK;
            case ENDED, ABORTED -> job.cleared() ? OVER : TO_CLEAR;
            case CANCELLED, FAILED -> OVER;
        };
    }

    /** The word that the row keeps. */
    String text() {
        return text;
    }

    /** Whether the job may still go on. */
    boolean isOpen() {
        return this != TO_CLEAR && this != OVER;
    }
}
