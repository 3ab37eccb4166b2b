package io.lineside.gateway.cli;

import io.lineside.config.ApiKeyConfig;
import io.lineside.config.PlatformsConfig;
import io.lineside.config.Scope;
import io.lineside.config.SiteLoader;
import io.lineside.config.SiteResult;
import io.lineside.gateway.access.ApiKey;
import io.lineside.gateway.access.KeyFile;
import io.lineside.gateway.line.LineRegistry;
import io.lineside.model.TenantId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code lineside key}: which platforms may order. Changes {@code platforms.yaml} of the site; a running gateway takes the
 * file as it takes any other.
 */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description = "Makes, lists and revokes the keys by which platforms use the API.")
final class KeyCommand {
    private static final String SITE = "Folder with site.yaml, lines/ and products/.";

    @Spec
    private CommandSpec spec;

    /** Reads a scope by its word. */
    static final class ScopeWord implements ITypeConverter<Scope> {
        @Override
        public Scope convert(String word) {
            return Arrays.stream(Scope.values())
                    .filter(scope -> scope.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("was '" + word + "'; allowed: "
                            + Arrays.stream(Scope.values()).map(Scope::word).collect(Collectors.joining(", "))));
        }
    }

    @Command(
            name = "new",
            mixinStandardHelpOptions = true,
            description = {
                "Makes a key and shows it, this once; the site keeps nothing but its SHA-256.",
                "Without --scope it is for all that a platform does. With the first key of a site the API is closed to",
                "everybody without one."
            })
    int make(
            @Parameters(paramLabel = "SITE", description = SITE) Path site,
            @Option(
                            names = "--tenant",
                            required = true,
                            paramLabel = "NAME",
                            converter = TenantName.class,
                            description = "Whose orders are placed and read with it.")
                    TenantId tenant,
            @Option(
                            names = "--scope",
                            paramLabel = "SCOPE",
                            converter = ScopeWord.class,
                            description =
                                    "orders:read, orders:write, products:read or webhooks:manage; may be given again.")
                    @Nullable
                    List<Scope> scopes,
            @Option(
                            names = "--until",
                            paramLabel = "TIME",
                            description = "When it ends, for example 2027-01-31T00:00:00Z.")
                    @Nullable
                    Instant until) {
        try {
            ApiKey key = ApiKey.make(new SecureRandom());
            String words = (scopes == null
                            ? Arrays.stream(Scope.values())
                            : scopes.stream().distinct())
                    .map(Scope::word)
                    .collect(Collectors.joining(", "));
            String entry = "{ id: \"" + key.id() + "\", tenant: \"" + tenant + "\", scopes: [\""
                    + words.replace(", ", "\", \"") + "\"], sha256: \"" + key.sha256() + "\""
                    + (until == null ? "" : ", until: \"" + until + "\"") + " }";
            KeyFile file = KeyFile.of(site);
            if (!file.add(entry)) {
                err().println(
                                "platforms.yaml: must have keys: at the start of a line of its own; write this below it: - "
                                        + entry);
                return ExitCode.BAD_SITE;
            }
            if (isFaulty(site)) {
                file.undo();
                return ExitCode.BAD_SITE;
            }
            out().println(key.text());
            err().println("key " + key.id() + " of tenant " + tenant + ", for " + words
                    + ". It is shown this once: keep it where the platform keeps its secrets.");
            return ExitCode.OK;
        } catch (IOException e) {
            return failed(e);
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the keys of a site, not what they are.")
    int list(@Parameters(paramLabel = "SITE", description = SITE) Path site) {
        SiteResult loaded = SiteLoader.load(site, LineRegistry.providers());
        if (loaded instanceof SiteResult.Faulty faulty) {
            faulty.faults().forEach(err()::println);
            return ExitCode.BAD_SITE;
        }
        var platforms = ((SiteResult.Loaded) loaded).site().platforms();
        if (platforms.isEmpty()) {
            out().println("the API is open to every program on this machine; lineside key new closes it");
            return ExitCode.OK;
        }
        List<ApiKeyConfig> keys = platforms.map(PlatformsConfig::keys).orElse(List.of());
        if (keys.isEmpty()) {
            out().println("no key: nobody can use the API");
        }
        keys.forEach(key -> out().println(key.id() + "  " + key.tenant() + "  "
                + key.scopes().stream().map(Scope::word).collect(Collectors.joining(", "))
                + key.until().map(until -> "  until " + until).orElse("")));
        return ExitCode.OK;
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Takes a key away; without the last one nobody can use the API.")
    int revoke(
            @Parameters(index = "0", paramLabel = "SITE", description = SITE) Path site,
            @Parameters(index = "1", paramLabel = "ID", description = "As lineside key list shows it.") String id) {
        try {
            KeyFile file = KeyFile.of(site);
            if (!file.remove(id)) {
                err().println("platforms.yaml: has no line of its own for key '" + id
                        + "'; lineside key list shows the keys that there are");
                return ExitCode.FAILED;
            }
            if (isFaulty(site)) {
                file.undo();
                return ExitCode.BAD_SITE;
            }
            out().println("key " + id
                    + " is revoked; a running gateway takes it within seconds where it watches its folder, else with lineside"
                    + " reload");
            return ExitCode.OK;
        } catch (IOException e) {
            return failed(e);
        }
    }

    /** Whether the changed file is no good; what is wrong elsewhere in the site does not matter here. */
    private boolean isFaulty(Path site) {
        SiteResult loaded = SiteLoader.load(site, LineRegistry.providers());
        if (!(loaded instanceof SiteResult.Faulty faulty)) {
            return false;
        }
        var own = faulty.faults().stream()
                .filter(fault -> fault.file().endsWith("platforms.yaml"))
                .toList();
        own.forEach(err()::println);
        return !own.isEmpty();
    }

    /** Reads a tenant's name. */
    static final class TenantName implements ITypeConverter<TenantId> {
        @Override
        public TenantId convert(String name) {
            try {
                return new TenantId(name);
            } catch (IllegalArgumentException refused) {
                throw new TypeConversionException(String.valueOf(refused.getMessage()));
            }
        }
    }

    private int failed(IOException e) {
        err().println("lineside: platforms.yaml can not be read or written: " + e.getMessage());
        return ExitCode.FAILED;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
