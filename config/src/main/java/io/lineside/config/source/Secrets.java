package io.lineside.config.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts secrets in the place of {@code ${env:NAME}} and {@code ${file:path}}. What is put in never reaches a message.
 *
 * @param folder what a relative path is relative to
 * @param environment finds an environment variable
 */
public record Secrets(Path folder, Function<String, Optional<String>> environment) {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(?:(env|file):([^}]+)|[^}]*)}?");
    private static final int LONGEST_FILE = 65_536;

    /** Whether a text is nothing but one reference. */
    static boolean isReference(String raw) {
        Matcher matcher = REFERENCE.matcher(raw);
        return matcher.matches() && matcher.group(1) != null;
    }

    /** The text with every secret in its place, or empty after noting a fault. */
    Optional<String> resolve(String raw, Position at, FaultLog faults) {
        if (!raw.contains("${")) {
            return Optional.of(raw);
        }
        var text = new StringBuilder();
        Matcher matcher = REFERENCE.matcher(raw);
        while (matcher.find()) {
            Optional<String> secret = secret(matcher, at, faults);
            if (secret.isEmpty()) {
                return Optional.empty();
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(secret.get()));
        }
        return Optional.of(matcher.appendTail(text).toString());
    }

    private Optional<String> secret(Matcher matcher, Position at, FaultLog faults) {
        String kind = matcher.group(1);
        if (kind == null || !matcher.group().endsWith("}")) {
            faults.add(
                    at,
                    "must refer to a secret that exists, was '" + matcher.group()
                            + "'; allowed: ${env:NAME}, ${file:path}");
            return Optional.empty();
        }
        return kind.equals("env") ? variable(matcher.group(2), at, faults) : file(matcher.group(2), at, faults);
    }

    private Optional<String> variable(String name, Position at, FaultLog faults) {
        Optional<String> value = environment.apply(name);
        if (value.isEmpty()) {
            faults.add(at, "environment variable " + name + " must be set, was absent");
        }
        return value;
    }

    private Optional<String> file(String name, Position at, FaultLog faults) {
        try {
            Path file = folder.resolve(name);
            if (Files.size(file) <= LONGEST_FILE) {
                return Optional.of(Files.readString(file).stripTrailing());
            }
            faults.add(
                    at,
                    "secret file must hold at most " + LONGEST_FILE + " bytes, was '" + name + "' with "
                            + Files.size(file));
        } catch (IOException | IllegalArgumentException e) {
            faults.add(
                    at,
                    "secret file must be readable text, was '" + name + "' ("
                            + e.getClass().getSimpleName() + ")");
        }
        return Optional.empty();
    }
}
