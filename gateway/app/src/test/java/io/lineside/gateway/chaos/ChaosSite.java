package io.lineside.gateway.chaos;

import io.lineside.connector.testkit.Ports;
import io.lineside.gateway.store.PostgresqlPlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of a site with four lines and of the plant behind it. Lines {@code shape-a} (OPC UA, profile A), {@code
 * shape-b} (OPC UA, profile B) and {@code shape-c} (a PLC by tag handshake) make one product each, {@code pack-a} (MQTT)
 * packs all of them. The gateway reaches every one of them through a proxy of its name, the broker through {@code mqtt}.
 */
final class ChaosSite {
    static final List<String> PRODUCTS = List.of("cup-a", "cup-b", "cup-c");
    static final List<String> OPC_UA = List.of("shape-a", "shape-b", "shape-c");
    static final List<String> LINES = List.of("shape-a", "shape-b", "shape-c", "pack-a");
    private static final String TAGS = "urn:lineside:simulator:tags";

    private final Path folder;
    private final Layout layout;
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final Map<String, Integer> controls = new LinkedHashMap<>();
    private String store = "{ file: data/lineside.db, reserve: 2MB }";

    ChaosSite(Path folder, Layout layout) {
        this.folder = folder;
        this.layout = layout;
        List<String> servers = new ArrayList<>(List.of("api", "management", "broker", "mqtt"));
        for (String line : OPC_UA) {
            servers.add(line);
            servers.add("wire-" + line);
        }
        servers.forEach(server -> ports.put(server, Ports.next()));
        plants().forEach(plant -> controls.put(plant, Ports.next()));
    }

    Path folder() {
        return folder;
    }

    int port(String server) {
        return ports.getOrDefault(server, 0);
    }

    /** The processes of the plant, in the order in which they start. */
    List<String> plants() {
        return layout.apart() ? List.of("broker", "north", "south") : List.of("north");
    }

    int control(String plant) {
        return controls.getOrDefault(plant, 0);
    }

    /** The plant process that a line or proxy is in. */
    String plantOf(String name) {
        if (!layout.apart()) {
            return "north";
        }
        if (name.equals("mqtt")) {
            return "broker";
        }
        return name.endsWith("-a") ? "north" : "south";
    }

    Path plantFile(String plant) {
        return folder.resolve("plant-" + plant + ".yaml");
    }

    /** Has the store in a database instead of a file. */
    void keepIn(PostgresqlPlace place) {
        put("database.password", place.password().orElse(""));
        store = "{ postgresql: { url: \"%s\", user: %s, password: \"${file:database.password}\" } }"
                .formatted(place.url(), place.user().orElse(""));
    }

    void write() {
        put(
                "site.yaml",
                """
                enterprise: acme
                site: north
                gateway: chaos-%d
                http: { host: 127.0.0.1, port: %d, maxBody: 1MB }
                management: { host: 127.0.0.1, port: %d }
                store: %s
                mqtt: { broker: "tcp://127.0.0.1:%d" }
                """
                        .formatted(port("api"), port("api"), port("management"), store, port("mqtt")));
        PRODUCTS.forEach(product -> put("products/" + product + ".yaml", product(product)));
        put("lines/shape-a.yaml", opcUa("shape-a", "A"));
        put("lines/shape-b.yaml", opcUa("shape-b", "B"));
        put("lines/shape-c.yaml", tags());
        put("lines/pack-a.yaml", line("pack-a", "packing", "mqtt-uns", "A", layout.capacity()));
        plants().forEach(plant -> put("plant-" + plant + ".yaml", plant(plant)));
    }

    private static String product(String product) {
        return """
                product: %s
                version: 1
                title: { en: A cup }
                options:
                  color: { type: choice, values: [white, teal, cobalt] }
                operations:
                  - { id: shape, workMaster: shape/1, needs: [shaping%s], parameters: { Color: color }, each: PT1S }
                  - { id: pack, after: [shape], workMaster: pack/1, needs: [packing], parameters: { Wrap: color }, each: PT1S }
                examples:
                  - { order: { color: teal }, sends: { shape: { Color: teal }, pack: { Wrap: teal } } }
                """
                .formatted(product, product.substring("cup".length()));
    }

    private static String line(String id, String capability, String protocol, String profile, int capacity) {
        return """
                line: %s
                area: chaos
                capabilities: [%s]
                protocol: %s
                profile: %s
                capacity: %d
                requestTimeout: PT2S
                """
                .formatted(id, capability, protocol, profile, capacity);
    }

    private String opcUa(String id, String profile) {
        return line(id, "shaping" + id.substring("shape".length()), "opcua-job-control", profile, layout.capacity())
                + "connection: { endpoint: \"opc.tcp://127.0.0.1:%d/%s\", insecure: true }\n"
                        .formatted(port("wire-" + id), id);
    }

    private String tags() {
        return line("shape-c", "shaping-c", "opcua-tags", "C", 1)
                + """
                connection:
                  endpoint: "opc.tcp://127.0.0.1:%d/shape-c"
                  insecure: true
                  namespace: "%s"
                  pollInterval: PT0.05S
                  parameters: { Color: "nsu=%s;s=Request.Parameter.Color" }
                """
                        .formatted(port("wire-shape-c"), TAGS, TAGS);
    }

    private String plant(String plant) {
        var text = new StringBuilder(
                "plant: %s\ndata: made/%s\ncontrol: { port: %d }\n".formatted(plant, plant, control(plant)));
        boolean hasBroker = plantOf("mqtt").equals(plant);
        if (hasBroker && layout.ownBroker()) {
            text.append("broker: { port: %d }\n".formatted(port("broker")));
        }
        text.append("lines:\n");
        ChaosSite.LINES.stream()
                .filter(line -> plantOf(line).equals(plant))
                .forEach(line -> text.append(plantLine(line)));
        if (plant.equals("broker")) {
            // A plant has at least one line; nobody sends this one any work.
            text.append(mqttLine("idle-1"));
        }
        text.append("proxies:\n");
        if (hasBroker) {
            text.append(
                    "  - { name: mqtt, port: %d, target: \"127.0.0.1:%d\" }\n".formatted(port("mqtt"), port("broker")));
        }
        OPC_UA.stream()
                .filter(line -> plantOf(line).equals(plant))
                .forEach(line -> text.append(
                        "  - { name: %s, port: %d, target: %s }\n".formatted(line, port("wire-" + line), line)));
        return text.toString();
    }

    private String plantLine(String line) {
        String again = layout.blind() ? ", behaviour: { makeAgain: true }" : "";
        return switch (line) {
            case "shape-c" ->
                ("  - { id: shape-c, protocol: opcua-tags, port: %d, capacity: 1, pieceTime: %s, workMasters:"
                                + " [shape/1], parameters: { Color: String } }\n")
                        .formatted(port(line), pieceTime());
            case "pack-a" -> mqttLine(line).replace(" }\n", again + " }\n");
            default ->
                ("  - { id: %s, protocol: opcua-job-control, port: %d, capacity: %d, pieceTime: %s,"
                                + " workMasters: [shape/1]%s }\n")
                        .formatted(line, port(line), layout.capacity(), pieceTime(), again);
        };
    }

    private String mqttLine(String id) {
        return ("  - { id: %s, protocol: mqtt-uns, broker: \"tcp://127.0.0.1:%d\", topicPrefix: acme/north/chaos/%s,"
                        + " capacity: %d, pieceTime: %s, workMasters: [pack/1] }\n")
                .formatted(id, port("broker"), id, layout.capacity(), "PT0.008S");
    }

    private String pieceTime() {
        return "PT0." + "%03d".formatted(layout.pieceMillis()) + "S";
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
