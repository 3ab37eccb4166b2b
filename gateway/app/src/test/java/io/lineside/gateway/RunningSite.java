package io.lineside.gateway;

import io.lineside.config.SiteLoader;
import io.lineside.config.SiteResult;
import io.lineside.gateway.line.LineRegistry;
import io.lineside.gateway.product.Catalog;
import io.lineside.gateway.product.CatalogResult;
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
        Simulator plant = Simulator.start(new Plant(
                "test",
                1,
                folder.resolve("plant"),
                0,
                Optional.of(new BrokerSpec(0)),
                List.of(
                        glazing,
                        LineSpec.mqtt("pack-1", "acme/north/finishing/pack-1", 4, glazing.pieceTime(), "pack/1"))));
        copySite(folder, plant);
        rewrite(folder.resolve("lines/glaze-1.yaml"), file);
        return new RunningSite(folder, plant);
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

    /** Replaces text in a file of the site; takes effect with the next {@link #restartGateway}. */
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
        SiteResult loaded = SiteLoader.load(folder, providers);
        if (loaded instanceof SiteResult.Faulty faulty) {
            throw new IllegalStateException(faulty.faults().toString());
        }
        var site = ((SiteResult.Loaded) loaded).site();
        CatalogResult compiled = Catalog.compile(site.products());
        if (compiled instanceof CatalogResult.Faulty faulty) {
            throw new IllegalStateException(faulty.faults().toString());
        }
        return Gateway.start(site, ((CatalogResult.Compiled) compiled).catalog(), providers, Clock.systemUTC());
    }

    static void copySite(Path folder, Simulator plant) {
        try (Stream<Path> files = Files.walk(DEMO)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                Path copy = folder.resolve(DEMO.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.writeString(
                        copy,
                        Files.readString(file)
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
