package io.lineside.gateway.chaos;

import static io.lineside.gateway.chaos.Processes.GATEWAY;

import io.lineside.gateway.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Rows about a site that is changed while it runs. */
final class ReloadScenarios {
    private static final int PIECES = 6;
    private static final int ACCEPTED = 200;
    private static final int REFUSED = 422;

    /** A change of a file that no gateway may take over: the old text, and what somebody makes of it by mistake. */
    private record Mistake(String file, String was, String becomes) {}

    private static final List<Mistake> MISTAKES = List.of(
            new Mistake("lines/shape-a.yaml", "capacity: 4", "capacity: four"),
            new Mistake("lines/shape-a.yaml", "profile: A", "profile: Z"),
            new Mistake("lines/shape-b.yaml", "requestTimeout: PT2S", "requestTimeOut: PT2S"),
            new Mistake("lines/shape-b.yaml", "endpoint: \"opc.tcp:", "endpoint: \"opc.udp:"),
            new Mistake("lines/shape-c.yaml", "capacity: 1", "capacity: 1\ncapacity: 2"),
            new Mistake("lines/pack-a.yaml", "capabilities: [packing]", "capabilities: [packing"),
            new Mistake("products/cup-a.yaml", "Color: color", "Color: colour"),
            new Mistake("products/cup-b.yaml", "after: [shape]", "after: [shapes]"),
            new Mistake("products/cup-c.yaml", "sends: { shape: { Color: teal }", "sends: { shape: { Color: white }"),
            new Mistake("products/cup-c.yaml", "product: cup-c", "product: cup-a"),
            new Mistake("site.yaml", "site: north", "site: south"),
            new Mistake("site.yaml", "reserve: 2MB", "reserve: lots"));

    private ReloadScenarios() {}

    /** Every mistake is refused with its file, in the middle of work, and taken back. */
    static void mistakes(World world) {
        for (Mistake mistake : MISTAKES) {
            Path file = world.site.folder().resolve(mistake.file());
            String right = read(file);
            if (!right.contains(mistake.was())) {
                throw new IllegalStateException(file + " does not contain " + mistake.was());
            }
            world.shopper.orders(3, PIECES);
            world.fault();
            write(file, right.replace(mistake.was(), mistake.becomes()));
            var answer = world.reload();
            if (answer.statusCode() != REFUSED || !answer.body().contains(mistake.file())) {
                world.object(mistake + " was answered " + answer.statusCode() + " " + answer.body());
            }
            world.shopper.orders(3, PIECES);
            write(file, right);
            expect(world, ACCEPTED);
            world.recovers();
        }
    }

    /** Lines change in the middle of work, so that each is connected anew; twice the gateway is killed at that. */
    static void changes(World world) {
        for (int i = 0; i < 6; i++) {
            world.shopper.orders(9, PIECES);
            world.pause(100, 600);
            world.fault();
            String timeout = i % 2 == 0 ? "PT3S" : "PT2S";
            for (String line : ChaosSite.LINES) {
                Path file = world.site.folder().resolve("lines/" + line + ".yaml");
                write(file, read(file).replaceAll("requestTimeout: PT[23]S", "requestTimeout: " + timeout));
            }
            if (i % 3 == 2) {
                var unused = CompletableFuture.runAsync(world::reload);
                world.pause(0, 300);
                world.processes.kill(GATEWAY);
                world.processes.start(GATEWAY);
            } else {
                expect(world, ACCEPTED);
            }
            world.recovers();
        }
    }

    private static void expect(World world, int status) {
        var answer = world.reload();
        if (answer.statusCode() != status) {
            world.object("a reload was answered " + answer.statusCode() + " " + Platform.json(answer));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
