package io.lineside.gateway.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** The {@code lineside} command for tests of other packages, in this process. */
public final class Lineside {
    private Lineside() {}

    /** Runs a command line and returns its exit code. */
    public static int run(String... arguments) {
        return LinesideMain.commandLine().execute(arguments);
    }

    /** What a command prints on both of its outputs; it must end with this code. */
    public static String says(int code, String... arguments) {
        var text = new StringWriter();
        var writer = new PrintWriter(text);
        int ended = LinesideMain.commandLine().setOut(writer).setErr(writer).execute(arguments);
        writer.flush();
        if (ended != code) {
            throw new AssertionError("ended with " + ended + ": " + text);
        }
        return text.toString();
    }
}
