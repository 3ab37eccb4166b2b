package io.lineside.gateway.door.report;

import io.lineside.gateway.door.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Up to where in the ledger the orders of a door are reported: a hidden file in the door's folder, so that it moves, and is
 * lost, with the reports. Confined to one thread.
 */
record ReportCursor(Path folder) {
    /** The file's name. */
    static final String NAME = ".reported-up-to";

    /** The position; empty where nothing has been reported yet. */
    OptionalLong read() throws IOException {
        try {
            String text = Files.readString(folder.resolve(NAME)).strip();
            return OptionalLong.of(Long.parseLong(text));
        } catch (NoSuchFileException none) {
            return OptionalLong.empty();
        } catch (NumberFormatException broken) {
            throw new IOException(
                    NAME + " must hold a number; delete it to begin with orders that end from now on", broken);
        }
    }

    void write(long position) throws IOException {
        WholeFile.write(folder.resolve(NAME), position + "\n");
    }
}
