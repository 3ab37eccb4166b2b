package io.lineside.config;

import io.lineside.config.source.Block;
import io.lineside.config.source.FaultLog;
import io.lineside.config.source.Secrets;
import io.lineside.config.source.Value;
import io.lineside.config.source.YamlFile;
import io.lineside.model.Capability;
import io.lineside.model.EquipmentId;
import io.lineside.model.line.LineConnectorProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads line files. Confined to the loading thread.
 *
 * @param providers by protocol
 * @param site what connections fall back on; empty where {@code site.yaml} is faulty itself
 */
record LineReader(
        Map<String, LineConnectorProvider> providers, Optional<SiteFile> site, Secrets secrets, FaultLog faults) {
    private static final int DEFAULT_CAPACITY = 4;
    private static final String ONE_JOB = "opcua-tags";
    private static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(8);

    Optional<LineConfig> read(Path file) {
        return YamlFile.read(secrets.folder(), file, secrets, faults).flatMap(this::line);
    }

    private Optional<LineConfig> line(Value value) {
        Block block = value.block(
                "line", "area", "capabilities", "protocol", "profile", "capacity", "requestTimeout", "connection");
        Optional<EquipmentId> id = block.required("line").id(EquipmentId::new);
        Optional<String> area = SiteFileReader.name(block.required("area"));
        List<Capability> capabilities = capabilities(block.required("capabilities"));
        Optional<LineConnectorProvider> provider = block.required("protocol").word(providers);
        LineProfile profile = block.optional("profile")
                .word(LineProfile.values(), LineProfile::name)
                .orElse(LineProfile.A);
        boolean oneJob =
                provider.filter(found -> found.protocol().equals(ONE_JOB)).isPresent();
        int capacity = block.optional("capacity").scalar().count(1, 10_000).orElse(oneJob ? 1 : DEFAULT_CAPACITY);
        if (oneJob) {
            requireOneJob(block, profile, capacity);
        }
        Duration timeout = block.optional("requestTimeout").scalar().duration().orElse(DEFAULT_REQUEST_TIMEOUT);
        Map<String, String> connection = provider.map(
                        found -> new ConnectionReader(found, secrets.folder(), site).read(block.optional("connection")))
                .orElse(Map.of());
        return block.make(() -> new LineConfig(
                id.orElseThrow(),
                path(area.orElseThrow(), id.orElseThrow()),
                new LinkedHashSet<>(capabilities),
                provider.orElseThrow().protocol(),
                profile,
                capacity,
                timeout,
                connection,
                block.at(),
                block.optional("connection").at()));
    }

    private static void requireOneJob(Block block, LineProfile profile, int capacity) {
        if (profile != LineProfile.A) {
            block.optional("profile")
                    .fault("must be A on a line of " + ONE_JOB + ", which stores no order before it starts it, was "
                            + profile);
        }
        if (capacity > 1) {
            block.optional("capacity")
                    .fault("must be 1 on a line of " + ONE_JOB + ", which has room for one job, was " + capacity);
        }
    }

    private static List<Capability> capabilities(Value value) {
        List<Capability> read = value.list(capability -> capability.id(Capability::new));
        if (value.isEmptyList()) {
            value.fault("must hold at least one capability, was an empty list");
        }
        return read;
    }

    private List<String> path(String area, EquipmentId id) {
        return site.map(found -> List.of(found.enterprise(), found.site(), area, id.value()))
                .orElse(List.of(area, id.value()));
    }
}
