package io.lineside.gateway.cli;

/** The {@code lineside} command for tests of other packages, in this process. */
public final class Lineside {
    private Lineside() {}

    /** Runs a command line and returns its exit code. */
    public static int run(String... arguments) {
        return LinesideMain.commandLine().execute(arguments);
    }
}
