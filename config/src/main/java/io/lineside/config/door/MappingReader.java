package io.lineside.config.door;

import io.lineside.config.source.FaultLog;
import io.lineside.config.source.Position;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one file of {@code mappings/} as text; whether it is a program is judged where it is compiled. */
public final class MappingReader {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final String END = ".jq";
    private static final long LONGEST = 100_000;

    private MappingReader() {}

    /**
     * Reads a file below a site folder.
     *
     * @return empty after noting a fault
     */
    public static Optional<MappingConfig> read(Path folder, Path file, FaultLog faults) {
        Position start = Position.startOf(file);
        String fileName = String.valueOf(file.getFileName());
        String name = fileName.substring(0, fileName.length() - END.length());
        if (!NAME.matcher(name).matches()) {
            faults.add(start, "file name without .jq must match " + NAME + ", was '" + name + "'");
            return Optional.empty();
        }
        try {
            long size = Files.size(folder.resolve(file));
            if (size <= LONGEST) {
                return Optional.of(new MappingConfig(name, Files.readString(folder.resolve(file)), start));
            }
            faults.add(start, "must hold at most " + LONGEST + " bytes, was " + size);
        } catch (CharacterCodingException e) {
            faults.add(start, "must be UTF-8 text, was something else");
        } catch (IOException e) {
            faults.add(
                    start, "must be a readable file, was not (" + e.getClass().getSimpleName() + ")");
        }
        return Optional.empty();
    }
}
