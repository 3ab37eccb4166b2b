package io.lineside.config;

/** What happens to a job order when nothing can prove whether its line has it. */
public enum OnDoubt {
    /** It waits for a person. */
    HOLD("hold"),
    /** It is sent again, and may be made twice. */
    RESEND("resend");

    private final String word;

    OnDoubt(String word) {
        this.word = word;
    }

    /** The word in a line file. */
    public String word() {
        return word;
    }
}
