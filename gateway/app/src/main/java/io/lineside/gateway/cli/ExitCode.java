package io.lineside.gateway.cli;

/** Exit codes of every command. */
final class ExitCode {
    static final int OK = 0;
    /** Something that was checked did not hold. */
    static final int FAILED = 1;
    /** The command line was wrong. */
    static final int USAGE = 2;
    /** The site folder has faults; all are printed. */
    static final int BAD_SITE = 3;
    /** A port or the store can not be opened. */
    static final int CANNOT_START = 4;

    /** The disk failed to keep what it was given (EX_IOERR); a new start recovers what is really there. */
    static final int DISK_FAILED = 74;

    private ExitCode() {}
}
