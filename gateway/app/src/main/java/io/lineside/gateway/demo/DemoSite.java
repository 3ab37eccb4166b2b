package io.lineside.gateway.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A copy of the demo site to run, and to play with afterwards. A port that is taken is replaced, in the copy, by the next
 * free one.
 *
 * @param folder the copy
 * @param ports the port in use for each port of the original
 */
record DemoSite(Path folder, Map<Integer, Integer> ports) {
    /** The ports that stand in the demo site's files. */
    static final int API = 8080;

    static final int CONTROL = 8480;
    private static final List<Integer> PORTS = List.of(API, 8081, 1883, 4840, CONTROL);
    private static final int HIGHEST = 65_535;

    DemoSite {
        ports = Map.copyOf(ports);
    }

    /** Copies the site into a fresh folder and says which ports it had to change. */
    static DemoSite prepare(Path original, Path folder, Consumer<String> say) {
        Map<Integer, Integer> ports = choosePorts(say);
        try {
            deleteAll(folder);
            try (Stream<Path> files = Files.walk(original)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    copy(file, folder.resolve(original.relativize(file).toString()), ports);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can not copy the demo site to " + folder, e);
        }
        return new DemoSite(folder, ports);
    }

    int port(int original) {
        return ports.getOrDefault(original, original);
    }

    private static Map<Integer, Integer> choosePorts(Consumer<String> say) {
        Map<Integer, Integer> ports = new LinkedHashMap<>();
        Set<Integer> taken = new HashSet<>(PORTS);
        for (int wanted : PORTS) {
            int port = wanted;
            while (!isFree(port) || (port != wanted && taken.contains(port))) {
                port = port < HIGHEST ? port + 1 : 1024;
            }
            taken.add(port);
            ports.put(wanted, port);
            if (port != wanted) {
                say.accept("port " + wanted + " is taken: the demo uses " + port + " instead");
            }
        }
        return ports;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static void copy(Path file, Path to, Map<Integer, Integer> ports) throws IOException {
        Files.createDirectories(to.toAbsolutePath().getParent());
        if (!file.toString().endsWith(".yaml")) {
            Files.copy(file, to);
            return;
        }
        String text = Files.readString(file);
        for (var port : ports.entrySet()) {
            text = text.replaceAll(
                    "\\b" + port.getKey() + "\\b", port.getValue().toString());
        }
        Files.writeString(to, text);
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
