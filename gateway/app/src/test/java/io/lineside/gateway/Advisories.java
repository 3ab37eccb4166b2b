package io.lineside.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The list of known holes, and what of it applies. */
record Advisories(List<Advisory> known, Set<String> accepted) {
    /** A library in one version. */
    record Component(String group, String name, String version) {}

    private record Advisory(String id, String component, String affected) {
        boolean hits(Component part) {
            return component.equals(part.group() + ":" + part.name())
                    && (affected.equals("any")
                            || Arrays.stream(affected.split(",")).allMatch(bound -> holds(part.version(), bound)));
        }

        private static boolean holds(String version, String bound) {
            String sign = bound.replaceAll("[^<>=]", "");
            int order = compare(version, bound.substring(sign.length()));
            return switch (sign) {
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                case ">=" -> order >= 0;
                default ->
                    throw new IllegalArgumentException("affected: must be <, <=, > or >= a version, was " + bound);
            };
        }

        /** By their numbers alone; what is missing at the end is 0. */
        private static int compare(String one, String other) {
            int[] left = numbers(one);
            int[] right = numbers(other);
            int length = Math.max(left.length, right.length);
            return Arrays.compare(Arrays.copyOf(left, length), Arrays.copyOf(right, length));
        }

        private static int[] numbers(String version) {
            return Arrays.stream(version.split("[.-]"))
                    .takeWhile(part -> part.matches("\\d+"))
                    .mapToInt(Integer::parseInt)
                    .toArray();
        }
    }

    static Advisories read(Path file) {
        try {
            Object root = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
            List<Advisory> known = entries(root, "advisories").stream()
                    .map(entry -> new Advisory(text(entry, "id"), text(entry, "component"), text(entry, "affected")))
                    .toList();
            Set<String> accepted = entries(root, "accepted").stream()
                    .filter(entry -> !text(entry, "reason").isBlank())
                    .map(entry -> text(entry, "id"))
                    .collect(Collectors.toCollection(TreeSet::new));
            return new Advisories(known, accepted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is affected and not accepted, readable. */
    List<String> holes(List<Component> parts) {
        return known.stream()
                .filter(advisory -> !accepted.contains(advisory.id()))
                .flatMap(advisory -> parts.stream()
                        .filter(advisory::hits)
                        .map(part -> advisory.id() + ": " + part.group() + ":" + part.name() + " " + part.version()
                                + ", affected: " + advisory.affected()))
                .toList();
    }

    /** What is accepted though nothing of it is there. */
    Set<String> needlesslyAccepted(List<Component> parts) {
        Set<String> needless = new TreeSet<>(accepted);
        known.stream()
                .filter(advisory -> parts.stream().anyMatch(advisory::hits))
                .map(Advisory::id)
                .forEach(needless::remove);
        return needless;
    }

    private static List<?> entries(Object root, String name) {
        return (List<?>) Objects.requireNonNull(((Map<?, ?>) root).get(name), name);
    }

    private static String text(Object entry, String name) {
        return String.valueOf(Objects.requireNonNull(((Map<?, ?>) entry).get(name), name));
    }
}
