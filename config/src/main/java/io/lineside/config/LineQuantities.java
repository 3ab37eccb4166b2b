package io.lineside.config;

/** Whether a line says how many pieces of a job order it made; decides what the end of a job without a number means. */
public enum LineQuantities {
    /** It does: where it did not, a person counts. */
    SENT("sent"),
    /** It never does: a job that it ended is taken as made whole. */
    ASSUMED("assumed");

    private final String word;

    LineQuantities(String word) {
        this.word = word;
    }

    /** The word in a line file. */
    public String word() {
        return word;
    }
}
