package io.lineside.gateway.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The scheduled backups of one store, named by their time; other files in the folder are not touched. */
final class BackupFolder {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final String stem;
    private final Pattern name;

    BackupFolder(Path folder, Path store) {
        this.folder = folder;
        this.stem = String.valueOf(store.getFileName()).replaceFirst("\\.db$", "");
        this.name = Pattern.compile(Pattern.quote(stem) + "-(\\d{8}T\\d{6}Z)\\.db");
    }

    Path file(Instant at) {
        return folder.resolve(stem + "-" + STAMP.format(at) + ".db");
    }

    Optional<Instant> newest() throws IOException {
        var all = all();
        return all.isEmpty() ? Optional.empty() : Optional.of(time(all.get(all.size() - 1)));
    }

    /** Deletes all but the newest ones. */
    void keep(int count) throws IOException {
        var all = all();
        for (var old : all.subList(0, Math.max(0, all.size() - count))) {
            Files.deleteIfExists(old);
        }
    }

    /** Oldest first: the names sort by time. */
    private List<Path> all() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> matcher(file).matches()).sorted().toList();
        }
    }

    private Instant time(Path file) {
        var matcher = matcher(file);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(file + ": is not the name of a backup");
        }
        return Instant.from(STAMP.parse(matcher.group(1)));
    }

    private Matcher matcher(Path file) {
        return name.matcher(String.valueOf(file.getFileName()));
    }
}
