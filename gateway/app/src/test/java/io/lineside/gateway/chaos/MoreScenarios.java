package io.lineside.gateway.chaos;

import static io.lineside.gateway.chaos.Processes.GATEWAY;
import static org.awaitility.Awaitility.await;

import io.lineside.gateway.demo.ChildProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Rows about the gateway's own store and door. */
final class MoreScenarios {
    private static final int SERVER_ERROR = 500;
    private static final int REFUSED = 400;
    private static final int MADE_MEANWHILE = 50;
    private static final int FLOOD = 600;

    private MoreScenarios() {}

    static void secondGateway(World world) {
        for (int i = 0; i < 2; i++) {
            world.shopper.orders(9, 6);
            world.fault();
            String pid = Long.toString(world.processes.pid(GATEWAY));
            ChildProgram second = world.processes.program(
                    "second",
                    "io.lineside.gateway.cli.LinesideMain",
                    List.of("run", sameStore(world).toString()));
            try (second) {
                second.awaitReady();
                world.object("a second gateway started on the store of the first");
            } catch (RuntimeException refused) {
                if (!read(second.log()).contains(pid)) {
                    world.object("the second gateway does not name the process of the first: " + read(second.log()));
                }
            }
        }
        world.recovers();
    }

    /** Another site folder with other ports, and the first one's store. */
    private static Path sameStore(World world) {
        Path folder = world.site.folder().resolveSibling(world.site.folder().getFileName() + "-second");
        new ChaosSite(folder, Layout.TOGETHER).write();
        Path file = folder.resolve("site.yaml");
        try {
            Files.writeString(
                    file,
                    read(file)
                            .replace(
                                    "data/lineside.db",
                                    world.site
                                            .folder()
                                            .resolve("data/lineside.db")
                                            .toAbsolutePath()
                                            .toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    static void poison(World world) {
        List<String> poison = List.of(
                "",
                "not json",
                "{\"items\":[",
                "[".repeat(100_000),
                "{\"items\":[{\"product\":\"cup-a\",\"quantity\":1e400,\"options\":{\"color\":\"teal\"}}]}",
                "{\"items\":[{\"product\":\"cup-a\",\"quantity\":0,\"options\":{\"color\":\"teal\"}}]}",
                "{\"items\":[{\"product\":\"cup-a\",\"quantity\":99999999999,\"options\":{\"color\":\"teal\"}}]}",
                "{\"items\":[{\"product\":\"cup-z\",\"quantity\":1,\"options\":{\"color\":\"teal\"}}]}",
                "{\"items\":[{\"product\":\"cup-a\",\"quantity\":1,\"options\":{\"color\":\"${env:HOME}\"}}]}",
                "{\"items\":[{\"product\":\"cup-a\",\"quantity\":1,\"options\":{\"color\":\"teal\",\"flavour\":\"x\"}}]}",
                "{\"items\":[{\"product\":\"../../cup\\u0000\",\"quantity\":1,\"options\":{\"color\":\"teal\"}}]}",
                "{\"items\":[{\"product\":\"cup-a\",\"product\":\"cup-b\",\"quantity\":1,\"options\":{\"color\":\"x\"}}]}",
                "{\"items\":\"" + "x".repeat(3_000_000) + "\"}");
        for (int i = 0; i < poison.size(); i++) {
            world.shopper.orders(3, 6);
            world.fault();
            Optional<HttpResponse<String>> answer = world.shopper.send("poison-" + i, poison.get(i));
            // A connection that is cut in the middle of a body that is too large is an answer, too.
            int status = answer.map(HttpResponse::statusCode).orElse(REFUSED);
            if (status < REFUSED || status >= SERVER_ERROR) {
                world.object("poison " + i + " was answered " + status);
            }
        }
        world.recovers();
    }

    static void madeWhileAway(World world) {
        // The line makes none of them before it has all of them.
        world.behave("shape-a", "{\"interrupted\":true}");
        for (int i = 0; i < MADE_MEANWHILE; i++) {
            var unused = world.shopper.order("cup-a", 1);
        }
        world.shopper.awaitAnswers(World.PATIENCE);
        await().atMost(World.PATIENCE).until(() -> world.openJobs("shape-a") >= MADE_MEANWHILE);
        world.fault();
        world.processes.kill(GATEWAY);
        world.behave("shape-a", "{\"interrupted\":false}");
        await().atMost(World.PATIENCE).until(() -> shaped(world) >= MADE_MEANWHILE);
        world.processes.start(GATEWAY);
        world.recovers();
    }

    private static long shaped(World world) {
        return world.made().stream()
                .filter(piece -> piece.path("line").asText().equals("shape-a"))
                .count();
    }

    static void flood(World world) {
        world.fault();
        for (int i = 0; i < FLOOD; i++) {
            var unused = world.shopper.order(i % 2 == 0 ? "cup-a" : "cup-b", 1);
        }
        world.shopper.awaitAnswers(World.PATIENCE);
        world.recovers();
    }

    /** Whether this process may mount a small file system. */
    static boolean canMount() {
        return "root".equals(System.getProperty("user.name")) && Files.isExecutable(Path.of("/bin/mount"));
    }

    static void diskFull(World world) {
        Path data = world.site.folder().resolve("data").toAbsolutePath();
        world.processes.kill(GATEWAY);
        if (!Processes.command(List.of("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", data.toString()))) {
            throw new IllegalStateException("can not mount a small file system on " + data);
        }
        try {
            world.processes.start(GATEWAY);
            for (int i = 0; i < 2; i++) {
                world.shopper.orders(9, 6);
                world.pause(300, 900);
                world.fault();
                Path ballast = data.resolve("ballast");
                fill(ballast);
                world.shopper.orders(6, 6);
                world.pause(4_000);
                Files.delete(ballast);
                world.recovers();
            }
            world.shopper.awaitAnswers(World.PATIENCE);
            Judge.settle(world, World.PATIENCE);
            world.processes.kill(GATEWAY);
            keep(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Processes.command(List.of("umount", "-l", data.toString()));
        }
        Processes.command(List.of("cp", "-r", kept(data).toString() + "/.", data.toString()));
        world.processes.start(GATEWAY);
        world.recovers();
    }

    private static Path kept(Path data) {
        return data.resolveSibling("kept");
    }

    private static void keep(Path data) {
        Processes.command(List.of("cp", "-r", data.toString(), kept(data).toString()));
    }

    private static void fill(Path ballast) throws IOException {
        var block = new byte[4_096];
        try (var out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            // That is what was wanted.
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
