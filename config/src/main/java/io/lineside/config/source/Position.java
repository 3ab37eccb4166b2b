package io.lineside.config.source;

import java.nio.file.Path;

/**
 * Where a value of a site stands.
 *
 * @param file relative to the site folder
 * @param line from 1
 * @param column from 1
 * @param path keys from the top of the file, for example {@code options.color.values[2]}; empty for the whole file
 */
public record Position(Path file, int line, int column, String path) {
    /** The start of a file. */
    public static Position startOf(Path file) {
        return new Position(file, 1, 1, "");
    }

    /** A value below this one, named by key; stands where this one stands until its own place is known. */
    public Position child(String key) {
        return new Position(file, line, column, path.isEmpty() ? key : path + "." + key);
    }

    /** An entry of this list, counted from 0. */
    public Position entry(int index) {
        return new Position(file, line, column, path + "[" + index + "]");
    }

    /** The same path at another place of the file. */
    public Position at(int newLine, int newColumn) {
        return new Position(file, newLine, newColumn, path);
    }
}
