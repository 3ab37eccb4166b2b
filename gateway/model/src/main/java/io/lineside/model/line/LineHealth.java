package io.lineside.model.line;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the link to a line is.
 *
 * @param detail one sentence for a technician: what it is connected to, or why not
 * @param lastContact when the line last answered or reported; empty for never since start
 * @param warnings what works but should not stay so, for example a line without security
 * @param measures the numbers behind it
 */
public record LineHealth(
        boolean connected, String detail, Optional<Instant> lastContact, List<String> warnings, LineMeasures measures) {
    /** Copies the list. */
    public LineHealth {
        warnings = List.copyOf(warnings);
    }

    /** The health of a link that measures nothing. */
    public LineHealth(boolean connected, String detail, Optional<Instant> lastContact, List<String> warnings) {
        this(connected, detail, lastContact, warnings, LineMeasures.NONE);
    }

    /** The same with one more warning. */
    public LineHealth warning(String warning) {
        var more = new ArrayList<>(warnings);
        more.add(warning);
        return new LineHealth(connected, detail, lastContact, more, measures);
    }
}
