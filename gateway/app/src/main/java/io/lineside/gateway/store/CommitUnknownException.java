package io.lineside.gateway.store;

/** The commit itself failed: what was written is not known to be kept, and not known to be lost. Ask before repeating. */
public final class CommitUnknownException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final boolean diskFull;

    CommitUnknownException(String message, Throwable cause) {
        this(message, cause, false);
    }

    CommitUnknownException(String message, Throwable cause, boolean diskFull) {
        super(message, cause);
        this.diskFull = diskFull;
    }

    /** Whether it failed because the disk was full. */
    public boolean isDiskFull() {
        return diskFull;
    }
}
