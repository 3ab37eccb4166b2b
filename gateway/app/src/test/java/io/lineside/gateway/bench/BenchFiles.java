package io.lineside.gateway.bench;

import java.util.List;

/** Texts of the site that is measured, and of its orders. */
final class BenchFiles {
    private static final List<String> COLORS = List.of("white", "teal", "cobalt");
    private static final String WISHES = "To whom it may concern, with all good wishes. ";
    private static final String ENGRAVING = WISHES.repeat(4);
    private static final String SIDE = WISHES.repeat(12);

    private BenchFiles() {}

    static String site(int api, int management, int broker) {
        return """
                enterprise: acme
                site: north
                gateway: bench-%d
                http: { host: 127.0.0.1, port: %d, maxBody: 10MB }
                management: { host: 127.0.0.1, port: %d }
                store: { file: data/lineside.db }
                mqtt: { broker: "tcp://127.0.0.1:%d" }
                """
                .formatted(api, api, management, broker);
    }

    /** An order of one item, 1.6 KB. */
    static String order(long number, String product, int quantity) {
        // Put together by hand: the generator shares the processors with what it measures.
        return "{\"externalId\":\"bench-" + number + "\",\"priority\":5,\"items\":[{\"product\":\"" + product
                + "\",\"version\":1,\"quantity\":" + quantity + ",\"options\":{\"color\":\""
                + COLORS.get((int) (number % COLORS.size())) + "\",\"size\":" + (number % 40 + 10)
                + ",\"text\":\"Happy birthday, number " + number
                + "\",\"font\":\"serif\",\"handle\":true,\"gloss\":0.75,\"lining\":\"cotton\",\"engraving\":\""
                + ENGRAVING + "\",\"front\":\"" + SIDE + "\",\"back\":\"" + SIDE + "\"}}]}";
    }

    static String product(String product, String capability) {
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
                  front: { type: text, maxLength: 600, charset: latin-1 }
                  back: { type: text, maxLength: 600, charset: latin-1 }
                rules:
                  - { id: big-needs-handle, when: size > 60, require: handle, because: { en: A big cup needs a handle } }
                operations:
                  - id: make
                    workMaster: make/1
                    needs: [%s]
                    parameters: { Color: color, Size: size, Text: text, Font: font, Handle: handle, Gloss: gloss, Lining: lining, Engraving: engraving, Front: front, Back: back }
                    each: PT1S
                examples:
                  - { order: { color: teal, size: 10, text: Ada, gloss: 0.5, engraving: x, front: y, back: z }, sends: { make: { Back: z, Color: teal, Engraving: x, Font: serif, Front: y, Gloss: 0.5, Handle: true, Lining: none, Size: 10, Text: Ada } } }
                """
                .formatted(product, capability);
    }

    static String line(String id, String capability, String protocol, int capacity) {
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
                .formatted(id, capability, protocol, capacity);
    }
}
