package io.lineside.config;

import io.lineside.config.product.BatchReader;
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
    private static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(8);

    Optional<LineConfig> read(Path file) {
        return YamlFile.read(secrets.folder(), file, secrets, faults).flatMap(this::line);
    }

    private Optional<LineConfig> line(Value value) {
        Block block = value.block(
                "line",
                "area",
                "capabilities",
                "protocol",
                "profile",
                "memory",
                "onDoubt",
                "iAcceptDuplicates",
                "quantities",
                "capacity",
                "batch",
                "requestTimeout",
                "limits",
                "drain",
                "connection");
        Optional<EquipmentId> id = block.required("line").id(EquipmentId::new);
        Optional<String> area = SiteFileReader.name(block.required("area"));
        List<Capability> capabilities = capabilities(block.required("capabilities"));
        Optional<LineConnectorProvider> provider = block.required("protocol").word(providers);
        boolean handshake = provider.filter(LineConnectorProvider::isHandshake).isPresent();
        LineProfile profile = block.optional("profile")
                .word(LineProfile.values(), LineProfile::name)
                .orElse(handshake ? LineProfile.C : LineProfile.A);
        LineMemory memory = block.optional("memory")
                .word(LineMemory.values(), LineMemory::word)
                .orElse(LineMemory.LOST);
        OnDoubt onDoubt =
                block.optional("onDoubt").word(OnDoubt.values(), OnDoubt::word).orElse(OnDoubt.HOLD);
        LineQuantities quantities = block.optional("quantities")
                .word(LineQuantities.values(), LineQuantities::word)
                .orElse(LineQuantities.SENT);
        int capacity = block.optional("capacity").scalar().count(1, 10_000).orElse(handshake ? 1 : DEFAULT_CAPACITY);
        Optional<Integer> mostPieces = BatchReader.max(block.optional("batch"));
        provider.ifPresent(found -> requireFit(block, found, profile, capacity));
        requireAcceptance(block, profile, onDoubt);
        Duration timeout = block.optional("requestTimeout").scalar().duration().orElse(DEFAULT_REQUEST_TIMEOUT);
        LineLimits limits = LimitsReader.read(block.optional("limits"), timeout);
        boolean drain = block.optional("drain").scalar().flag().orElse(false);
        Map<String, String> connection = provider.map(
                        found -> new ConnectionReader(found, secrets.folder(), site).read(block.optional("connection")))
                .orElse(Map.of());
        return block.make(() -> new LineConfig(
                id.orElseThrow(),
                path(area.orElseThrow(), id.orElseThrow()),
                new LinkedHashSet<>(capabilities),
                provider.orElseThrow().protocol(),
                profile,
                memory,
                onDoubt,
                quantities,
                capacity,
                mostPieces,
                timeout,
                limits,
                drain,
                connection,
                block.at(),
                block.optional("connection").at()));
    }

    private static void requireFit(Block block, LineConnectorProvider provider, LineProfile profile, int capacity) {
        if (provider.isHandshake() && profile != LineProfile.C) {
            block.optional("profile")
                    .fault("must be C on a line of " + provider.protocol()
                            + ", which takes one job at a time by handshake, was " + profile);
        }
        if (!provider.isHandshake() && profile == LineProfile.C) {
            block.optional("profile")
                    .fault("must be A, B or D on a line of " + provider.protocol() + ", which has no handshake, was C");
        }
        if (provider.isHandshake() && capacity > 1) {
            block.optional("capacity")
                    .fault("must be 1 on a line of " + provider.protocol() + ", which has room for one job, was "
                            + capacity);
        }
    }

    /** Nobody sends a job order twice to a line that would make it twice without having said so. */
    private static void requireAcceptance(Block block, LineProfile profile, OnDoubt onDoubt) {
        boolean accepted = block.optional("iAcceptDuplicates").scalar().flag().orElse(false);
        if (profile == LineProfile.D && onDoubt == OnDoubt.RESEND && !accepted) {
            block.optional("onDoubt")
                    .fault("must be hold on a line of profile D, which makes a job again that it gets again, was"
                            + " resend; allowed: resend beside iAcceptDuplicates: true");
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
