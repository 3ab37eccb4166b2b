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

    /** Processors, memory, the file system of the store, system and Java, as far as the system tells. */
    static String words(Path work) throws IOException {
        return "%d x %s, %.0f GiB, %s, %s %s, Java %s (%s)"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        told("cpuinfo", "model name"),
                        memory() / GIB,
                        Files.getFileStore(work).type(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("java.version"),
                        System.getProperty("java.vm.name"));
    }

    /** Memory that programs can have without taking it from others; very much where the system does not tell. */
    static long freeMegabytes() {
        String digits = told("meminfo", "MemAvailable").replaceAll("\\D", "");
        return digits.isEmpty() ? Long.MAX_VALUE : Long.parseLong(digits) / 1024;
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
