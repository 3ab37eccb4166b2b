package io.lineside.config.source;

import java.nio.file.Path;

/**
 * One thing in a site folder that must be changed before the site can run.
 *
 * @param file relative to the site folder
 * @param line from 1
 * @param column from 1
 * @param path keys from the top of the file; empty for the whole file
 * @param message the rule, what it was, and what is allowed; never a secret
 */
public record Fault(Path file, int line, int column, String path, String message) {
    /** A fault of the value at a position. */
    public static Fault at(Position at, String message) {
        return new Fault(at.file(), at.line(), at.column(), at.path(), message);
    }

    /** One line for people and editors: {@code file:line:column: path: message}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
