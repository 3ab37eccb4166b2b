package io.lineside.gateway.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code platforms.yaml} as the command line changes it: a line for each key, everything else as people wrote it. What it
 * would make of the file is given back, so that it can be checked first. Confined to one thread.
 */
public final class KeyFile {
    private static final String NAME = "platforms.yaml";
    private static final Pattern KEYS = Pattern.compile("keys:\\s*(\\[\\s*])?\\s*(#.*)?");
    private static final String FIRST =
            """
            # Who may use the platform API. Keys are made by: lineside key new SITE --tenant NAME --scope orders:write
            keys:
            """;

    private final Path file;
    private final Optional<String> before;

    private KeyFile(Path file, Optional<String> before) {
        this.file = file;
        this.before = before;
    }

    /** The file of a site, which need not be there. */
    public static KeyFile of(Path site) throws IOException {
        Path file = site.resolve(NAME);
        return new KeyFile(file, Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty());
    }

    /** Adds the line of a key; false where the file has no plain {@code keys:} to add it to. */
    public boolean add(String entry) throws IOException {
        List<String> lines = new ArrayList<>(before.orElse(FIRST).lines().toList());
        int at = keys(lines);
        if (at < 0) {
            return false;
        }
        lines.set(at, "keys:");
        lines.add(at + 1, "  - " + entry);
        write(lines);
        return true;
    }

    /** Takes the line of a key away; false where it has no line of its own. */
    public boolean remove(String id) throws IOException {
        Pattern own = Pattern.compile("\\s*- \\{ id: \"?" + Pattern.quote(id) + "\"?,.*}\\s*(#.*)?");
        List<String> lines = new ArrayList<>(before.orElse("").lines().toList());
        int size = lines.size();
        lines.removeIf(line -> own.matcher(line).matches());
        int at = keys(lines);
        if (lines.size() != size - 1 || at < 0) {
            return false;
        }
        if (lines.stream().skip(at + 1L).noneMatch(line -> line.strip().startsWith("-"))) {
            // An absent list would be a fault, and an absent file would let everybody in.
            lines.set(at, "keys: []");
        }
        write(lines);
        return true;
    }

    /** Puts the file back as it was. */
    public void undo() throws IOException {
        if (before.isPresent()) {
            replace(before.get());
        } else {
            Files.deleteIfExists(file);
        }
    }

    private static int keys(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (KEYS.matcher(lines.get(i)).matches()) {
                return i;
            }
        }
        return -1;
    }

    private void write(List<String> lines) throws IOException {
        replace(String.join("\n", lines) + "\n");
    }

    /** A gateway that looks at the folder sees the old file or the new one. */
    private void replace(String text) throws IOException {
        Path next = file.resolveSibling(NAME + ".next");
        Files.writeString(next, text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
