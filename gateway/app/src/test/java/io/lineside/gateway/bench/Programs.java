package io.lineside.gateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts what is measured, and what it is measured with, as programs of their own. */
final class Programs {
    private static final String GATEWAY = "io.lineside.gateway.cli.LinesideMain";
    private static final String PLANT = "io.lineside.simulator.cli.SimulatorMain";
    private static final int MANY_LINES = 100;
    /** Twice what a server keeps: with less, collections take more processor than all else. */
    private static final int MEGABYTES_A_LINE = 20;

    private final Path work;

    Programs(Path work) {
        this.work = work;
    }

    /** A site of this name; its broker is the plant's own where no Mosquitto is given. */
    BenchSite site(String name, BenchSite.Lines lines) {
        return new BenchSite(work.resolve(name), lines, Setting.MOSQUITTO.text().isEmpty()).write();
    }

    Path folder(String name) throws IOException {
        return Files.createDirectories(work.resolve(name));
    }

    /** The broker, where it is not the plant's own. */
    List<Program> broker(BenchSite site) throws IOException {
        String mosquitto = Setting.MOSQUITTO.text();
        if (mosquitto.isEmpty()) {
            return List.of();
        }
        Path file = site.folder().resolve("mosquitto.conf");
        Files.writeString(
                file,
                """
                listener %d 127.0.0.1
                allow_anonymous true
                set_tcp_nodelay true
                max_inflight_messages 100
                max_queued_messages 0
                """
                        .formatted(site.port("broker")));
        return List.of(Program.start("broker", logs(site), List.of(mosquitto, "-c", file.toString())));
    }

    /** Memory of the plants of so many lines. */
    static long megabytes(int lines) {
        return lines <= MANY_LINES ? 0 : (long) lines * MEGABYTES_A_LINE + 1024;
    }

    /** The plants; they are under way when this returns. */
    List<Program> plants(BenchSite site) {
        List<Program> plants = new ArrayList<>();
        List<String> options = new ArrayList<>(Setting.PLANT.words());
        if (site.present() > MANY_LINES) {
            long megabytes = megabytes(site.present()) / site.lines().plants();
            // All of its memory at once, much of it for what is new: collections cost more than the servers otherwise.
            options.addAll(List.of(
                    "-XX:+UseParallelGC",
                    "-XX:-UseAdaptiveSizePolicy",
                    "-Xms" + megabytes + "m",
                    "-Xmx" + megabytes + "m",
                    "-Xmn" + megabytes * 2 / 5 + "m"));
        }
        for (Path file : site.plantFiles()) {
            String name = file.getFileName().toString().replace(".yaml", "");
            plants.add(Program.start(name, logs(site), options, PLANT, List.of("run", file.toString())));
        }
        return plants;
    }

    Program gateway(BenchSite site) {
        List<String> arguments = List.of("run", site.folder().toString());
        return Program.start("gateway", logs(site), Setting.GATEWAY.words(), GATEWAY, arguments);
    }

    /** As it is started by those who run it, where the distribution is given. */
    Program launched(BenchSite site) {
        String launcher = Setting.LAUNCHER.text();
        if (launcher.isEmpty()) {
            return gateway(site);
        }
        return Program.start(
                "gateway", logs(site), List.of(launcher, "run", site.folder().toString()));
    }

    /** A server that does nothing, on this port. */
    Program bareHttp(int port) {
        return Program.start(
                "bare",
                work.resolve("logs"),
                Setting.GATEWAY.words(),
                BareHttp.class.getName(),
                List.of(String.valueOf(port)));
    }

    private static Path logs(BenchSite site) {
        return site.folder().resolve("logs");
    }
}
