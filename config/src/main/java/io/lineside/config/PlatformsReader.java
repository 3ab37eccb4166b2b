package io.lineside.config;

import io.lineside.config.source.Block;
import io.lineside.config.source.FaultLog;
import io.lineside.config.source.Secrets;
import io.lineside.config.source.Value;
import io.lineside.config.source.YamlFile;
import io.lineside.model.TenantId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code platforms.yaml}, where a site has it. Confined to the loading thread. */
final class PlatformsReader {
    static final Path FILE = Path.of("platforms.yaml");
    private static final Pattern ID = Pattern.compile("[a-z0-9]{4,16}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final int PER_SECOND = 100;
    private static final int BURST = 200;

    private PlatformsReader() {}

    /** Empty where there is no such file, or after noting a fault. */
    static Optional<PlatformsConfig> read(Secrets secrets, FaultLog faults) {
        Path folder = secrets.folder();
        return Files.exists(folder.resolve(FILE))
                ? YamlFile.read(folder, FILE, secrets, faults).flatMap(value -> platforms(value, folder))
                : Optional.empty();
    }

    private static Optional<PlatformsConfig> platforms(Value value, Path folder) {
        Block block = value.block("limits", "keys", "jwt", "certificates", "webhooks");
        Value limits = block.optional("limits");
        int perSecond = PER_SECOND;
        int burst = BURST;
        if (limits.isPresent()) {
            Block rate = limits.block("perSecond", "burst");
            perSecond = rate.optional("perSecond").scalar().count(1, 100_000).orElse(PER_SECOND);
            burst = rate.optional("burst").scalar().count(1, 1_000_000).orElse(BURST);
        }
        List<ApiKeyConfig> keys = block.required("keys").list(PlatformsReader::key);
        unique(keys, value);
        List<JwtConfig> jwt = new JwtReader(folder).read(block.optional("jwt"));
        List<CertificateConfig> certificates = CertificateReader.read(block.optional("certificates"));
        Value told = block.optional("webhooks");
        List<WebhookConfig> webhooks = told.isPresent() ? new WebhookReader(folder).read(told) : List.of();
        int steady = perSecond;
        int atOnce = burst;
        return block.make(() -> new PlatformsConfig(steady, atOnce, keys, jwt, certificates, webhooks));
    }

    private static Optional<ApiKeyConfig> key(Value value) {
        Block block = value.block("id", "tenant", "scopes", "sha256", "until");
        Optional<String> id = matching(block.required("id"), ID);
        Optional<TenantId> tenant = block.required("tenant").id(TenantId::new);
        List<Scope> scopes = scopes(block.required("scopes"));
        Optional<String> sha256 = matching(block.required("sha256"), SHA_256);
        Optional<Instant> until = block.optional("until").id(PlatformsReader::instant);
        return block.make(() -> new ApiKeyConfig(
                id.orElseThrow(),
                tenant.orElseThrow(),
                new LinkedHashSet<>(scopes),
                sha256.orElseThrow(),
                until,
                block.at()));
    }

    static List<Scope> scopes(Value wanted) {
        if (wanted.isEmptyList()) {
            wanted.fault("must hold at least one scope, was an empty list");
        }
        return wanted.list(scope -> scope.word(Scope.values(), Scope::word));
    }

    private static void unique(List<ApiKeyConfig> keys, Value file) {
        Map<String, ApiKeyConfig> seen = new HashMap<>();
        for (ApiKeyConfig key : keys) {
            ApiKeyConfig first = seen.putIfAbsent(key.id(), key);
            if (first != null) {
                file.fault("keys: ids must be unique, was '" + key.id() + "' on lines "
                        + first.at().line() + " and " + key.at().line());
            }
        }
    }

    private static Optional<String> matching(Value value, Pattern pattern) {
        return value.id(text -> {
            if (!pattern.matcher(text).matches()) {
                throw new IllegalArgumentException("must match " + pattern + ", was '" + text + "'");
            }
            return text;
        });
    }

    static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "must be a time in UTC such as 2027-01-31T00:00:00Z, was '" + text + "'", e);
        }
    }
}
