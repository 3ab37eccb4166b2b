package io.lineside.gateway.store;

import org.jspecify.annotations.Nullable;

/** The commit itself failed: what was written is not known to be kept, and not known to be lost. Ask before repeating. */
public final class CommitUnknownException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final Trouble trouble;

    CommitUnknownException(String message, Throwable cause) {
        this(message, cause, Trouble.WORK);
    }

    CommitUnknownException(String message, @Nullable Throwable cause, Trouble trouble) {
        super(message, cause);
        this.trouble = trouble;
    }

    /** Whether it failed because the disk was full. */
    public boolean isDiskFull() {
        return trouble == Trouble.FULL;
    }

    /** Whether it is not known because the database can not be reached, which may pass. */
    public boolean isAway() {
        return trouble == Trouble.AWAY;
    }
}
