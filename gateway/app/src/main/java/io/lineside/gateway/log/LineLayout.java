package io.lineside.gateway.log;

/** Makes text of what a line of the log says. Thread-safe. */
@FunctionalInterface
interface LineLayout {
    /** Appends the line without its end. */
    void write(LogLine line, StringBuilder out);
}
