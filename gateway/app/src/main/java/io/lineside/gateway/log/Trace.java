package io.lineside.gateway.log;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where something went wrong, cause by cause, as Java prints it, but with no letter of a message that is not to be seen. */
final class Trace {
    private static final int MOST_CAUSES = 8;
    private static final int MOST_FRAMES = 60;

    private Trace() {}

    /** The lines, each but the first behind a line feed. */
    static StringBuilder of(Throwable error) {
        var out = new StringBuilder();
        Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());
        Throwable next = error;
        while (next != null && told.size() < MOST_CAUSES && told.add(next)) {
            out.append(told.size() == 1 ? "" : "\nCaused by: ");
            Visible.append(text(next), out);
            frames(next.getStackTrace(), out);
            next = cause(next);
        }
        return out;
    }

    /** Its type and message; those of a broken {@code toString} are those of what it breaks with. */
    static String text(@Nullable Object value) {
        try {
            return String.valueOf(value);
        } catch (RuntimeException broken) {
            return "(no text: " + broken.getClass().getName() + ")";
        }
    }

    private static @Nullable Throwable cause(Throwable error) {
        try {
            return error.getCause();
        } catch (RuntimeException broken) {
            return null;
        }
    }

    private static void frames(StackTraceElement[] frames, StringBuilder out) {
        int end = Math.min(frames.length, MOST_FRAMES);
        for (int i = 0; i < end; i++) {
            out.append("\n\tat ").append(frames[i]);
        }
        if (end < frames.length) {
            out.append("\n\t... ").append(frames.length - end).append(" more");
        }
    }
}
