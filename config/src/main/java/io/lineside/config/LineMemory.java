package io.lineside.config;

/** Whether a line still knows its job orders after a restart; decides what its word that it does not have one proves. */
public enum LineMemory {
    /** It does: a job order that it does not know never arrived. */
    KEPT("kept"),
    /** It may not: after a restart its word proves nothing. */
    LOST("lost");

    private final String word;

    LineMemory(String word) {
        this.word = word;
    }

    /** The word in a line file. */
    public String word() {
        return word;
    }
}
