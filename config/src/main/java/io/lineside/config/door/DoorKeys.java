package io.lineside.config.door;

import io.lineside.config.source.ByteSize;
import io.lineside.config.source.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keys that doors of every kind have. Confined to the loading thread.
 *
 * @param folder of the site
 * @param mappings names of the site's mappings
 * @param names of the doors read so far and the lines they stand on
 */
record DoorKeys(Path folder, List<String> mappings, Map<String, Integer> names) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Duration SHORTEST_LOOK = Duration.ofMillis(100);
    private static final Duration LONGEST_LOOK = Duration.ofHours(1);

    DoorKeys(Path folder, List<String> mappings) {
        this(folder, List.copyOf(mappings), new HashMap<>());
    }

    /** A name that no other door of the site has, of whatever kind. */
    Optional<String> name(Value value) {
        Optional<String> name = value.id(text -> {
            if (!NAME.matcher(text).matches()) {
                throw new IllegalArgumentException("must match " + NAME + ", was '" + text + "'");
            }
            return text;
        });
        name.map(found -> names.putIfAbsent(found, value.at().line()))
                .ifPresent(line ->
                        value.fault("must be unique among doors, was " + value.shown() + " on line " + line + " too"));
        return name;
    }

    /** The name of a mapping that the site has; empty where none is given. */
    Optional<String> mapping(Value value) {
        if (!value.isPresent()) {
            return Optional.empty();
        }
        Optional<String> name = value.text();
        if (name.isPresent() && !mappings.contains(name.get())) {
            value.fault("must name a file of mappings/ without its .jq, was " + value.shown() + "; allowed: "
                    + (mappings.isEmpty() ? "nothing, there is none" : String.join(", ", mappings)));
        }
        return name;
    }

    /** A folder, in the site unless written as an absolute path. */
    Path path(Value value, String kind, Optional<String> name) {
        Path usual = folder.resolve(kind).resolve(name.orElse("door"));
        return (value.isPresent() ? value.id(folder::resolve).orElse(usual) : usual).normalize();
    }

    /** A file, in the site unless written as an absolute path; empty where none is given. */
    Optional<Path> file(Value value) {
        return value.id(folder::resolve);
    }

    /** A size between two others. */
    static ByteSize size(Value value, ByteSize smallest, ByteSize largest, ByteSize usual) {
        return value.isPresent() ? value.scalar().size(smallest, largest).orElse(usual) : usual;
    }

    /** How often something is looked at. */
    static Duration every(Value value) {
        Duration usual = Duration.ofSeconds(1);
        if (!value.isPresent()) {
            return usual;
        }
        Duration given = value.scalar().duration().orElse(usual);
        if (given.compareTo(SHORTEST_LOOK) < 0 || given.compareTo(LONGEST_LOOK) > 0) {
            value.fault("must be from " + SHORTEST_LOOK + " to " + LONGEST_LOOK + ", was " + value.shown());
        }
        return given;
    }
}
