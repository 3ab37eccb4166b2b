package io.lineside.gateway.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What the figures were measured on. */
final class Machine {
    private static final double GIB = 1 << 20;

    private Machine() {}

    /** Processors, memory, system and Java, as far as the system tells. */
    static String words() {
        return "%d x %s, %.0f GiB, %s %s, Java %s (%s)"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        told("cpuinfo", "model name"),
                        memory() / GIB,
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("java.version"),
                        System.getProperty("java.vm.name"));
    }

    private static double memory() {
        String digits = told("meminfo", "MemTotal").replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Double.parseDouble(digits);
    }

    private static String told(String file, String name) {
        Path path = Path.of("/proc", file);
        if (!Files.isReadable(path)) {
            return System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        }
        try (var lines = Files.lines(path)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.replaceFirst("[^:]*:\\s*", ""))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
