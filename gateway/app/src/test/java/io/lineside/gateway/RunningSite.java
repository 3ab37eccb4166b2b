package io.lineside.gateway;

import io.lineside.gateway.line.LineRegistry;
import io.lineside.gateway.site.SiteCheck;
import io.lineside.simulator.SimulatedLine;
import io.lineside.simulator.Simulator;
import io.lineside.simulator.ledger.MadePiece;
import io.lineside.simulator.plant.BrokerSpec;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.Plant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The demo site on free ports: a simulated plant and a gateway in this process, on real sockets. */
public final class RunningSite implements AutoCloseable {
    private static final Path DEMO = Path.of("../../config/sites/demo");

    private final Path folder;
    private final Simulator plant;
    private Gateway gateway;

    private RunningSite(Path folder, Simulator plant) {
        this.folder = folder;
        this.plant = plant;
        this.gateway = startGateway();
    }

    /** Starts plant and gateway; a piece takes {@code pieceTime} on either line. */
    public static RunningSite start(Path folder, Duration pieceTime) {
        return start(folder, LineSpec.opcUa("glaze-1", 0, 4, pieceTime, "glaze/2"), UnaryOperator.identity());
    }

    /**
     * Starts plant and gateway with another glazing line.
     *
     * @param glazing the line {@code glaze-1}
     * @param file makes the file of that line out of the demo's
     */
    public static RunningSite start(Path folder, LineSpec glazing, UnaryOperator<String> file) {
        return start(folder, List.of(), glazing, file);
    }

    /** Starts plant and gateway; the site's own file has one line more. */
    public static RunningSite start(Path folder, Duration pieceTime, String siteLine) {
        LineSpec glazing = LineSpec.opcUa("glaze-1", 0, 4, pieceTime, "glaze/2");
        Simulator plant = plant(folder, List.of(), glazing);
        rewrite(folder.resolve("site.yaml"), text -> text + "\n" + siteLine + "\n");
        return new RunningSite(folder, plant);
    }

    /** Starts a plant that has one more line than its gateway's site: {@code glaze-2}. */
    public static RunningSite startWithSpare(Path folder, Duration pieceTime) {
        return start(
                folder,
                List.of(LineSpec.opcUa("glaze-2", 0, 4, pieceTime, "glaze/2")),
                LineSpec.opcUa("glaze-1", 0, 4, pieceTime, "glaze/2"),
                UnaryOperator.identity());
    }

    /** Starts a plant that has more lines than the demo; their files are in the folder already, or in none. */
    public static RunningSite startWith(Path folder, List<LineSpec> more, Duration pieceTime) {
        return start(folder, more, LineSpec.opcUa("glaze-1", 0, 4, pieceTime, "glaze/2"), UnaryOperator.identity());
    }

    private static RunningSite start(Path folder, List<LineSpec> spare, LineSpec glazing, UnaryOperator<String> file) {
        Simulator plant = plant(folder, spare, glazing);
        rewrite(folder.resolve("lines/glaze-1.yaml"), file);
        return new RunningSite(folder, plant);
    }

    private static Simulator plant(Path folder, List<LineSpec> spare, LineSpec glazing) {
        Simulator plant = Simulator.start(new Plant(
                "test",
                1,
                folder.resolve("plant"),
                0,
                Optional.of(new BrokerSpec(0)),
                Stream.concat(
                                Stream.of(
                                        glazing,
                                        LineSpec.mqtt(
                                                "pack-1",
                                                "acme/north/finishing/pack-1",
                                                4,
                                                glazing.pieceTime(),
                                                "pack/1")),
                                spare.stream())
                        .toList()));
        copySite(folder, plant);
        return plant;
    }

    /** The platform API. */
    public URI api() {
        return URI.create("http://127.0.0.1:" + gateway.port());
    }

    /** The management port. */
    public URI management() {
        return URI.create("http://127.0.0.1:" + gateway.managementPort());
    }

    /** A line of the plant. */
    public SimulatedLine line(String id) {
        return plant.line(id);
    }

    /** What the plant made of a job order. */
    public List<MadePiece> made(String jobOrderId) {
        return plant.ledger().entries().stream()
                .filter(piece -> piece.jobOrderId().equals(jobOrderId))
                .toList();
    }

    /** Everything the plant made. */
    public List<MadePiece> made() {
        return plant.ledger().entries();
    }

    /** The file of the spare line. */
    public String spareFile() {
        return read("lines/glaze-1.yaml")
                .replace("line: glaze-1", "line: glaze-2")
                .replaceAll("opc.tcp://[^,]*", line("glaze-2").endpoint());
    }

    /** A file of the site. */
    public String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file of the site anew. */
    public void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a file of the site away. */
    public void delete(String file) {
        try {
            Files.delete(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces text in a file of the site; takes effect with the next {@link #restartGateway}, or a reload. */
    public void edit(String file, String was, String becomes) {
        rewrite(folder.resolve(file), text -> {
            if (!text.contains(was)) {
                throw new IllegalArgumentException(file + " does not contain " + was);
            }
            return text.replace(was, becomes);
        });
    }

    static void rewrite(Path path, UnaryOperator<String> change) {
        try {
            Files.writeString(path, change.apply(Files.readString(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the gateway. */
    public void stopGateway() {
        gateway.close();
    }

    /** Stops the gateway, if it runs, and starts it again on the same store. */
    public void restartGateway() {
        gateway.close();
        gateway = startGateway();
    }

    @Override
    public void close() {
        gateway.close();
        plant.close();
    }

    private Gateway startGateway() {
        var providers = LineRegistry.providers();
        SiteCheck check = SiteCheck.of(folder, providers, Clock.systemUTC());
        if (check instanceof SiteCheck.Broken broken) {
            throw new IllegalStateException(broken.faults().toString());
        }
        return Gateway.start((SiteCheck.Ready) check, providers, Clock.systemUTC());
    }

    static void copySite(Path folder, Simulator plant) {
        try (Stream<Path> files = Files.walk(DEMO)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                Path copy = folder.resolve(DEMO.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                // The tests say themselves when the files come into force.
                String unwatched = file.endsWith("site.yaml") ? "\nreload: { watch: false }\n" : "";
                Files.writeString(
                        copy,
                        Files.readString(file)
                                .concat(unwatched)
                                .replace("8080", "0")
                                .replace("8081", "0")
                                .replace("1883", Integer.toString(plant.brokerPort()))
                                .replace(
                                        "4840",
                                        Integer.toString(plant.line("glaze-1").port())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
