package io.lineside.config;

/** How a line of the log looks. */
public enum LogFormat {
    /** For people. */
    TEXT("text"),
    /** For programs: one JSON object a line. */
    JSON("json");

    private final String word;

    LogFormat(String word) {
        this.word = word;
    }

    /** The word in a file or the environment. */
    public String word() {
        return word;
    }
}
