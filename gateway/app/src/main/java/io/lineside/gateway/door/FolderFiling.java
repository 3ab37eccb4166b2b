package io.lineside.gateway.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lineside.gateway.crash.CrashPoint;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Puts files that are over away: into {@code done} beside their folder's files with a receipt, or into {@code rejected} with a
 * report of every cause. Nothing is overwritten: where a name is taken, the next file gets a number. What is written beside a
 * file is there before the file is moved, and knows the file's key, so that one which was left behind by a crash in between is
 * found again. One file at a time; thread-safe.
 */
final class FolderFiling {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectWriter WRITER = JSON.writerWithDefaultPrettyPrinter();
    private static final int MOST_OF_A_NAME = 10_000;
    private static final String KEY = "key";

    private final Path folder;

    FolderFiling(Path folder) {
        this.folder = folder;
    }

    /** Where files go. */
    enum Place {
        /** Its orders are taken. */
        DONE("done", ".receipt.json"),
        /** It, or one of its orders, was refused. */
        REJECTED("rejected", ".report.json");

        private final String folder;
        private final String ending;

        Place(String folder, String ending) {
            this.folder = folder;
            this.ending = ending;
        }
    }

    /** Makes the folders, where they are missing; never the one they are in, which may be a share that went away. */
    void prepare() throws IOException {
        for (Place place : Place.values()) {
            make(folder.resolve(place.folder));
        }
    }

    private static void make(Path into) throws IOException {
        try {
            Files.createDirectory(into);
        } catch (FileAlreadyExistsException there) {
            if (!Files.isDirectory(into)) {
                throw there;
            }
        }
    }

    /**
     * Moves a file and writes what is said of it beside it.
     *
     * @param key of the file's content, which goes into what is written
     */
    synchronized void put(Path file, Place place, String key, ObjectNode said) throws IOException {
        Path into = folder.resolve(place.folder);
        make(into);
        Path target = free(into, String.valueOf(file.getFileName()), place, key);
        ObjectNode beside =
                said.deepCopy().put("file", String.valueOf(file.getFileName())).put(KEY, key);
        WholeFile.write(beside(target, place), WRITER.writeValueAsString(beside) + "\n");
        CrashPoint.RECEIPT_WRITTEN.passed();
        try {
            Files.move(file, target);
        } catch (NoSuchFileException gone) {
            // Somebody took it away in the meantime; what is written beside says what became of it.
            return;
        }
    }

    private static Path free(Path into, String name, Place place, String key) throws IOException {
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String ending = dot > 0 ? name.substring(dot) : "";
        for (int i = 1; i <= MOST_OF_A_NAME; i++) {
            Path target = into.resolve(i == 1 ? name : stem + "-" + i + ending);
            if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS) && isOurs(beside(target, place), key)) {
                return target;
            }
        }
        throw new FileAlreadyExistsException(into.resolve(name).toString(), null, "and so do all of its numbers");
    }

    /** Whether there is nothing, or what was written for this very file before a crash. */
    private static boolean isOurs(Path beside, String key) throws IOException {
        if (!Files.exists(beside)) {
            return true;
        }
        try {
            JsonNode written = JSON.readTree(Files.readString(beside));
            return written.path(KEY).asText().equals(key);
        } catch (JsonProcessingException foreign) {
            return false;
        }
    }

    private static Path beside(Path target, Place place) {
        return target.resolveSibling(target.getFileName() + place.ending);
    }
}
