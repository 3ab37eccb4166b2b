package io.lineside.model.line;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the link to a line is.
 *
 * @param detail one sentence for a technician: what it is connected to, or why not
 * @param lastContact when the line last answered or reported; empty for never since start
 * @param warnings what works but should not stay so, for example a line without security
 */
public record LineHealth(boolean connected, String detail, Optional<Instant> lastContact, List<String> warnings) {
    /** Copies the list. */
    public LineHealth {
        warnings = List.copyOf(warnings);
    }
}
