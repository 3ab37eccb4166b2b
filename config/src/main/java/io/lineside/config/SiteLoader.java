package io.lineside.config;

import io.lineside.config.door.DoorsConfig;
import io.lineside.config.door.DoorsReader;
import io.lineside.config.door.MappingConfig;
import io.lineside.config.door.MappingReader;
import io.lineside.config.product.ProductConfig;
import io.lineside.config.product.ProductReader;
import io.lineside.config.source.FaultLog;
import io.lineside.config.source.Secrets;
import io.lineside.model.line.LineConnectorProvider;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads a site folder: {@code site.yaml}, {@code platforms.yaml}, {@code doors.yaml}, {@code lines/*.yaml},
 * {@code products/*.yaml} and {@code mappings/*.jq}; other files are not looked at. Thread-safe.
 */
public final class SiteLoader {
    private SiteLoader() {}

    /**
     * Reads and checks a whole site.
     *
     * @param providers the protocols that lines may speak
     */
    public static SiteResult load(Path folder, Collection<LineConnectorProvider> providers) {
        return load(folder, providers, name -> Optional.ofNullable(System.getenv(name)));
    }

    static SiteResult load(
            Path folder, Collection<LineConnectorProvider> providers, Function<String, Optional<String>> environment) {
        var faults = new FaultLog();
        var secrets = new Secrets(folder, environment);
        Optional<SiteFile> site = SiteFileReader.read(secrets, faults);
        Map<String, LineConnectorProvider> protocols = byProtocol(providers);
        var lineReader = new LineReader(protocols, site, secrets, faults);
        var folders = new SiteFolder(folder, faults);
        List<Optional<LineConfig>> lines =
                folders.yamlFiles("lines").stream().map(lineReader::read).toList();
        List<Optional<ProductConfig>> products = folders.yamlFiles("products").stream()
                .map(file -> ProductReader.read(folder, file, faults))
                .toList();
        Optional<PlatformsConfig> platforms = PlatformsReader.read(secrets, faults);
        List<MappingConfig> mappings = folders.jqFiles("mappings").stream()
                .flatMap(file -> MappingReader.read(folder, file, faults).stream())
                .toList();
        Optional<DoorsConfig> doors = DoorsReader.read(secrets, mappings, faults);
        site.ifPresent(file -> OpenDoorCheck.check(folder, file, faults));
        site.ifPresent(file -> checkBroker(file, doors, faults));
        SiteChecks.check(lines, products, new LineClashes(protocols, faults), faults);
        return faults.size() > 0
                ? new SiteResult.Faulty(faults.all())
                : new SiteResult.Loaded(assemble(
                        folder,
                        site.orElseThrow(),
                        new Access(platforms, doors.orElseThrow(), mappings),
                        lines,
                        products));
    }

    private static void checkBroker(SiteFile file, Optional<DoorsConfig> doors, FaultLog faults) {
        doors.map(DoorsConfig::mqtt).orElse(List.of()).stream()
                .filter(door -> door.connection().isEmpty() && file.mqtt().isEmpty())
                .forEach(door -> faults.add(
                        door.at().child("connection"), "is required where site.yaml has no mqtt block, was absent"));
    }

    /** Who gets in, and by which doors. */
    private record Access(Optional<PlatformsConfig> platforms, DoorsConfig doors, List<MappingConfig> mappings) {}

    private static Map<String, LineConnectorProvider> byProtocol(Collection<LineConnectorProvider> providers) {
        var byProtocol = new TreeMap<String, LineConnectorProvider>();
        providers.forEach(provider -> byProtocol.put(provider.protocol(), provider));
        return byProtocol;
    }

    private static Site assemble(
            Path folder,
            SiteFile file,
            Access access,
            List<Optional<LineConfig>> lines,
            List<Optional<ProductConfig>> products) {
        return new Site(
                folder,
                file.enterprise(),
                file.site(),
                file.gateway(),
                file.http(),
                file.management(),
                file.store(),
                file.certificates(),
                file.reload(),
                file.retention(),
                file.log(),
                file.traces(),
                file.mqtt(),
                access.platforms(),
                access.doors(),
                access.mappings(),
                lines.stream()
                        .flatMap(Optional::stream)
                        .sorted(Comparator.comparing(LineConfig::id))
                        .toList(),
                products.stream()
                        .flatMap(Optional::stream)
                        .sorted(Comparator.comparing(ProductConfig::id).thenComparingInt(ProductConfig::version))
                        .toList());
    }
}
