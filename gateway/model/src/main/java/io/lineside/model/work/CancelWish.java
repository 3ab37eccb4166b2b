package io.lineside.model.work;

/** What a platform wishes about a job that it has cancelled pieces of. Only jobs that the making of a piece begins with have one. */
public enum CancelWish {
    /** It shall be made. */
    NONE(""),
    /** Fewer pieces than were planned; the rest shall be made. */
    FEWER("Fewer"),
    /** It shall not be made any more: as soon as its line has it, the line is asked. */
    ASKED("Asked"),
    /** It shall not be made any more, and its line does not end it: it goes on. */
    REFUSED("Refused");

    private final String text;

    CancelWish(String text) {
        this.text = text;
    }

    /** The word that the store keeps; empty for none. */
    public String text() {
        return text;
    }

    /** Whether what the job loses is not made again. */
    public boolean isUnwanted() {
        return this == ASKED || this == REFUSED;
    }

    /** The wish with this word. */
    public static CancelWish ofText(String text) {
        for (CancelWish wish : values()) {
            if (wish.text.equals(text)) {
                return wish;
            }
        }
        throw new IllegalArgumentException("no wish about a job is called '" + text + "'");
    }
}
