package io.lineside.config;

import io.lineside.config.source.Block;
import io.lineside.config.source.Value;
import io.lineside.model.TenantId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code jwt} issuers of {@code platforms.yaml}. Confined to the loading thread. */
final class JwtReader {
    private static final int MOST = 16;
    private static final Set<JwtAlgorithm> USUAL = Set.of(JwtAlgorithm.RS256, JwtAlgorithm.ES256);
    private static final Duration LEEWAY = Duration.ofMinutes(1);
    private static final Duration LONGEST_LEEWAY = Duration.ofMinutes(5);

    private final Path folder;

    JwtReader(Path folder) {
        this.folder = folder;
    }

    List<JwtConfig> read(Value value) {
        if (!value.isPresent()) {
            return List.of();
        }
        List<JwtConfig> issuers = value.list(this::issuer);
        if (issuers.size() > MOST) {
            value.fault("must be at most " + MOST + ", was " + issuers.size());
        }
        Map<String, JwtConfig> seen = new HashMap<>();
        for (JwtConfig issuer : issuers) {
            JwtConfig first = seen.putIfAbsent(issuer.issuer(), issuer);
            if (first != null) {
                value.fault("issuers must be unique, was '" + issuer.issuer() + "' on lines "
                        + first.at().line() + " and " + issuer.at().line());
            }
        }
        if (issuers.size() > 1
                && issuers.stream().anyMatch(issuer -> issuer.tenants().isEmpty())) {
            value.fault("each must name its tenants where there are several issuers, or one could speak for the"
                    + " platforms of another");
        }
        return issuers;
    }

    private Optional<JwtConfig> issuer(Value value) {
        Block block = value.block(
                "issuer", "audience", "jwks", "caFile", "algorithms", "tenantClaim", "scopeClaim", "tenants", "leeway");
        Optional<String> issuer = block.required("issuer").text();
        Optional<String> audience = block.required("audience").text();
        Optional<KeySetPlace> keys = keys(block.required("jwks"));
        Optional<Path> caFile = file(block.optional("caFile"));
        Set<JwtAlgorithm> algorithms = algorithms(block.optional("algorithms"));
        var claims = new JwtConfig.Claims(
                block.optional("tenantClaim").text().orElse("tenant"),
                block.optional("scopeClaim").text().orElse("scope"));
        Set<TenantId> tenants = tenants(block.optional("tenants"));
        Duration leeway = leeway(block.optional("leeway"));
        return block.make(() -> new JwtConfig(
                issuer.orElseThrow(),
                audience.orElseThrow(),
                keys.orElseThrow(),
                caFile,
                algorithms,
                claims,
                tenants,
                leeway,
                block.at()));
    }

    private Optional<KeySetPlace> keys(Value value) {
        Optional<KeySetPlace> place = value.id(text -> KeySetPlace.parse(text, folder));
        if (place.isPresent() && place.get() instanceof KeySetPlace.File file && !Files.isReadable(file.path())) {
            value.fault("must be a URL or a readable file, was " + value.shown());
        }
        return place;
    }

    private Optional<Path> file(Value value) {
        Optional<Path> file = value.text().map(folder::resolve);
        if (file.isPresent() && !Files.isReadable(file.get())) {
            value.fault("must be a readable file, was " + value.shown());
        }
        return file;
    }

    private static Set<JwtAlgorithm> algorithms(Value value) {
        if (!value.isPresent()) {
            return USUAL;
        }
        if (value.isEmptyList()) {
            value.fault("must hold at least one algorithm, was an empty list");
        }
        return new LinkedHashSet<>(value.list(word -> word.word(JwtAlgorithm.values(), JwtAlgorithm::name)));
    }

    private static Set<TenantId> tenants(Value value) {
        if (!value.isPresent()) {
            return Set.of();
        }
        if (value.isEmptyList()) {
            // An empty list would be read as everybody.
            value.fault("must hold at least one tenant, was an empty list");
        }
        return new LinkedHashSet<>(value.list(tenant -> tenant.id(TenantId::new)));
    }

    private static Duration leeway(Value value) {
        Duration leeway = value.scalar().duration().orElse(LEEWAY);
        if (leeway.isNegative() || leeway.compareTo(LONGEST_LEEWAY) > 0) {
            value.fault("must be from PT0S to " + LONGEST_LEEWAY + ", was " + value.shown());
        }
        return leeway;
    }
}
