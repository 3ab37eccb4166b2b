package io.lineside.gateway.bench;

import io.lineside.gateway.chaos.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of a site with so many OPC UA and MQTT lines, and of the plant behind it. There is a product for each protocol,
 * of one operation, so that an order of one piece is one job order.
 */
final class BenchSite {
    static final List<String> PRODUCTS = List.of("cup-opcua", "cup-mqtt");
    private static final int CAPACITY = 64;

    private final Path folder;
    private final int opcUaLines;
    private final int mqttLines;
    private final Duration piece;
    private final boolean ownBroker;
    private final Map<String, Integer> ports = new LinkedHashMap<>();

    /**
     * A site in this folder.
     *
     * @param ownBroker whether the plant brings the broker; it is started by somebody else otherwise
     */
    BenchSite(Path folder, int opcUaLines, int mqttLines, Duration piece, boolean ownBroker) {
        this.folder = folder;
        this.opcUaLines = opcUaLines;
        this.mqttLines = mqttLines;
        this.piece = piece;
        this.ownBroker = ownBroker;
        List.of("api", "management", "broker", "control").forEach(server -> ports.put(server, Ports.next()));
        for (int i = 0; i < opcUaLines; i++) {
            ports.put("opcua-" + i, Ports.next());
        }
    }

    Path folder() {
        return folder;
    }

    Path plantFile() {
        return folder.resolve("plant.yaml");
    }

    int lines() {
        return opcUaLines + mqttLines;
    }

    int port(String server) {
        return ports.getOrDefault(server, 0);
    }

    void write() {
        put(
                "site.yaml",
                """
                enterprise: acme
                site: north
                gateway: bench-%d
                http: { host: 127.0.0.1, port: %d, maxBody: 10MB }
                management: { host: 127.0.0.1, port: %d }
                store: { file: data/lineside.db }
                mqtt: { broker: "tcp://127.0.0.1:%d" }
                """
                        .formatted(port("api"), port("api"), port("management"), port("broker")));
        PRODUCTS.forEach(product -> put("products/" + product + ".yaml", product(product)));
        var plant = new StringBuilder("plant: bench\ndata: made\ncontrol: { port: %d }\n%slines:\n"
                .formatted(port("control"), ownBroker ? "broker: { port: %d }\n".formatted(port("broker")) : ""));
        String broker = ownBroker ? "" : "broker: \"tcp://127.0.0.1:%d\", ".formatted(port("broker"));
        for (int i = 0; i < opcUaLines; i++) {
            String id = "opcua-" + i;
            put(
                    "lines/" + id + ".yaml",
                    line(id, "opcua", "opcua-job-control")
                            + "connection: { endpoint: \"opc.tcp://127.0.0.1:%d/%s\", insecure: true }\n"
                                    .formatted(port(id), id));
            plant.append(
                    "  - { id: %s, protocol: opcua-job-control, port: %d, capacity: %d, pieceTime: %s, workMasters: [make/1] }\n"
                            .formatted(id, port(id), CAPACITY, piece));
        }
        for (int i = 0; i < mqttLines; i++) {
            String id = "mqtt-" + i;
            put("lines/" + id + ".yaml", line(id, "mqtt", "mqtt-uns"));
            plant.append(
                    "  - { id: %s, protocol: mqtt-uns, %stopicPrefix: acme/north/bench/%s, capacity: %d, pieceTime: %s, workMasters: [make/1] }\n"
                            .formatted(id, broker, id, CAPACITY, piece));
        }
        put("plant.yaml", plant.toString());
    }

    /** An order of one piece, about 1.2 KB with its packaging and options. */
    static String order(long number) {
        String product = PRODUCTS.get((int) (number % PRODUCTS.size()));
        return """
                {"externalId":"bench-%d","priority":5,"items":[{"product":"%s","version":1,"quantity":1,"options":{"color":"%s",\
                "size":%d,"text":"Happy birthday, number %d","font":"serif","handle":true,"gloss":0.75,"lining":"cotton",\
                "engraving":"%s"}}]}"""
                .formatted(
                        number,
                        product,
                        List.of("white", "teal", "cobalt").get((int) (number % 3)),
                        number % 40 + 10,
                        number,
                        "To whom it may concern, with all good wishes. ".repeat(4));
    }

    private static String product(String product) {
        return """
                product: %s
                version: 1
                title: { en: A cup }
                options:
                  color: { type: choice, values: [white, teal, cobalt] }
                  size: { type: integer, min: 1, max: 100 }
                  text: { type: text, maxLength: 60, charset: latin-1 }
                  font: { type: choice, values: [serif, sans], default: serif }
                  handle: { type: boolean, default: true }
                  gloss: { type: decimal, min: 0, max: 1 }
                  lining: { type: choice, values: [none, cotton], default: none }
                  engraving: { type: text, maxLength: 250, charset: latin-1 }
                rules:
                  - { id: big-needs-handle, when: size > 60, require: handle, because: { en: A big cup needs a handle } }
                operations:
                  - id: make
                    workMaster: make/1
                    needs: [%s]
                    parameters: { Color: color, Size: size, Text: text, Font: font, Handle: handle, Gloss: gloss, Lining: lining, Engraving: engraving }
                    each: PT1S
                examples:
                  - { order: { color: teal, size: 10, text: Ada, gloss: 0.5, engraving: x }, sends: { make: { Color: teal, Engraving: x, Font: serif, Gloss: 0.5, Handle: true, Lining: none, Size: 10, Text: Ada } } }
                """
                .formatted(product, product.substring("cup-".length()));
    }

    private static String line(String id, String capability, String protocol) {
        return """
                line: %s
                area: bench
                capabilities: [%s]
                protocol: %s
                profile: A
                memory: kept
                capacity: %d
                requestTimeout: PT8S
                """
                .formatted(id, capability, protocol, CAPACITY);
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
