package io.lineside.gateway.dispatch;

/** A fault built into the gateway on purpose, to see that the histories find it. */
enum Sabotage {
    NONE(""),
    /** A sending without an answer is sent again without asking. */
    BLIND_RESEND("I14"),
    /** A job that the line no longer knows, after it had it, is sent again. */
    ABSENT_PROVES_ALL("I2"),
    /** A job that ended runs again when a late report says so. */
    FINAL_PHASE_LEFT("I7"),
    /** The counts of a job fall with a late report. */
    COUNTS_FALL("I8"),
    /** The line is told to forget a job as soon as it reports the end. */
    CLEAR_BEFORE_DURABLE("Clear"),
    /** An order is acknowledged before it is durable. */
    ACKNOWLEDGED_TOO_EARLY("I1"),
    /** A row is changed without an event. */
    CHANGE_WITHOUT_EVENT("I11"),
    /** A doubt is settled as if the line had the job, without asking. */
    HOPEFUL("I14"),
    /** A job is sent before its intent is durable. */
    SENT_BEFORE_INTENT("I6"),
    /** What a platform handed in is remembered as another platform's. */
    KEY_OF_ANOTHER_TENANT("I13"),
    /** One piece more is made again than was scrapped. */
    REMADE_TOO_MUCH("I16"),
    /** What a line is asked to end is taken for ended. */
    CANCEL_BELIEVED("I17"),
    /** Jobs in doubt are left alone. */
    LEFT_ALONE("I15");

    private final String rule;

    Sabotage(String rule) {
        this.rule = rule;
    }

    /** The rule that it breaks. */
    String rule() {
        return rule;
    }
}
