package io.lineside.gateway.bench;

import io.lineside.connector.testkit.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of a site with so many lines, and of the plants behind it. There is a product for each {@link Kind} of line, of
 * one operation, so that an order of one piece is one job order.
 */
final class BenchSite {
    /** How long a line makes a piece. */
    static final Duration PIECE = Duration.ofMillis(1);

    private static final int CAPACITY = 64;

    /** Kinds of lines; a product is made by one kind alone, so that what one suffers can not be the other's lack of work. */
    enum Kind {
        OPCUA,
        MQTT,
        /** OPC UA lines beside the others, which are disturbed or not there at all. */
        OTHER;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        String product() {
            return "cup-" + word();
        }
    }

    /**
     * How many lines there are.
     *
     * @param others of {@link Kind#OTHER}
     * @param othersAway whether no plant has them
     * @param plants programs that share the lines
     */
    record Lines(int opcUa, int mqtt, int others, boolean othersAway, int plants) {
        static Lines of(int opcUa, int mqtt) {
            return new Lines(opcUa, mqtt, 0, false, 1);
        }

        int count(Kind kind) {
            return switch (kind) {
                case OPCUA -> opcUa;
                case MQTT -> mqtt;
                case OTHER -> others;
            };
        }
    }

    private final Path folder;
    private final Lines lines;
    private final boolean ownBroker;
    private final Map<String, Integer> ports = new LinkedHashMap<>();

    /**
     * A site in this folder.
     *
     * @param ownBroker whether the first plant brings the broker; it is started by somebody else otherwise
     */
    BenchSite(Path folder, Lines lines, boolean ownBroker) {
        this.folder = folder;
        this.lines = lines;
        this.ownBroker = ownBroker;
        List.of("api", "management", "broker").forEach(server -> ports.put(server, Ports.next()));
        for (int i = 0; i < lines.plants(); i++) {
            ports.put("control-" + i, Ports.next());
        }
        for (Kind kind : List.of(Kind.OPCUA, Kind.OTHER)) {
            ids(kind).forEach(id -> ports.put(id, Ports.next()));
        }
    }

    Path folder() {
        return folder;
    }

    Lines lines() {
        return lines;
    }

    /** Lines that a plant has. */
    int present() {
        return lines.opcUa() + lines.mqtt() + (lines.othersAway() ? 0 : lines.others());
    }

    List<String> ids(Kind kind) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < lines.count(kind); i++) {
            ids.add(kind.word() + "-" + i);
        }
        return ids;
    }

    /** Products of lines that a plant has. */
    List<String> products() {
        List<String> products = new ArrayList<>();
        for (Kind kind : List.of(Kind.OPCUA, Kind.MQTT)) {
            if (lines.count(kind) > 0) {
                products.add(kind.product());
            }
        }
        return products;
    }

    int port(String server) {
        return ports.getOrDefault(server, 0);
    }

    /** The files of the plants, one a program. */
    List<Path> plantFiles() {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < lines.plants(); i++) {
            files.add(folder.resolve("plant-" + i + ".yaml"));
        }
        return files;
    }

    /** What the plants have made. */
    List<Path> ledgers() {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < lines.plants(); i++) {
            files.add(folder.resolve("made-" + i).resolve("made.ndjson"));
        }
        return files;
    }

    BenchSite write() {
        put("site.yaml", BenchFiles.site(port("api"), port("management"), port("broker")));
        List<StringBuilder> plants = new ArrayList<>();
        for (int i = 0; i < lines.plants(); i++) {
            String broker = ownBroker && i == 0 ? "broker: { port: %d }\n".formatted(port("broker")) : "";
            plants.add(new StringBuilder("plant: bench\ndata: made-%d\ncontrol: { port: %d }\n%slines:\n"
                    .formatted(i, port("control-" + i), broker)));
        }
        int number = 0;
        for (Kind kind : Kind.values()) {
            if (lines.count(kind) > 0) {
                put("products/" + kind.product() + ".yaml", BenchFiles.product(kind.product(), kind.word()));
            }
            for (String id : ids(kind)) {
                put("lines/" + id + ".yaml", line(kind, id));
                if (kind != Kind.OTHER || !lines.othersAway()) {
                    plants.get(number++ % plants.size()).append(simulated(kind, id));
                }
            }
        }
        List<Path> files = plantFiles();
        for (int i = 0; i < files.size(); i++) {
            put(files.get(i).getFileName().toString(), plants.get(i).toString());
        }
        return this;
    }

    private String line(Kind kind, String id) {
        String protocol = kind == Kind.MQTT ? "mqtt-uns" : "opcua-job-control";
        String line = BenchFiles.line(id, kind.word(), protocol, CAPACITY);
        return kind == Kind.MQTT
                ? line
                : line
                        + "connection: { endpoint: \"opc.tcp://127.0.0.1:%d/%s\", insecure: true }\n"
                                .formatted(port(id), id);
    }

    private String simulated(Kind kind, String id) {
        String broker = ownBroker && lines.plants() == 1 ? "" : "broker: \"tcp://127.0.0.1:" + port("broker") + "\", ";
        String wire = kind == Kind.MQTT
                ? "protocol: mqtt-uns, %stopicPrefix: acme/north/bench/%s".formatted(broker, id)
                : "protocol: opcua-job-control, port: " + port(id);
        return "  - { id: %s, %s, capacity: %d, pieceTime: %s, workMasters: [make/1] }\n"
                .formatted(id, wire, CAPACITY, PIECE);
    }

    private void put(String file, String text) {
        Path path = folder.resolve(file);
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
