package io.lineside.gateway.cli;

import io.lineside.config.ManagementConfig;
import io.lineside.config.Site;
import io.lineside.config.SiteLoader;
import io.lineside.config.SiteResult;
import io.lineside.gateway.line.LineRegistry;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which gateway a command talks to: that of a site, or one at an address. */
final class GatewayChoice {
    /** Environment variable with the token of whoever runs the command. */
    private static final String TOKEN = "LINESIDE_TOKEN";

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Where where = new Where();

    /** Exactly one of these is given. */
    static final class Where {
        @Option(
                names = "--site",
                paramLabel = "SITE",
                description = {
                    "Folder with site.yaml, lines/ and products/.",
                    "The token of its management port is used, or that of the environment: LINESIDE_TOKEN."
                })
        private @Nullable Path site;

        @Option(
                names = "--url",
                paramLabel = "URL",
                description = {
                    "Address of the management port, for example http://127.0.0.1:8081.",
                    "The token, where it needs one, is in the environment: LINESIDE_TOKEN."
                })
        private @Nullable URI url;
    }

    /** Its management port; empty where the site has faults, which are printed. */
    Optional<ManagementCall> management(PrintWriter err) {
        Optional<String> own = Optional.ofNullable(System.getenv(TOKEN));
        if (where.url != null) {
            return Optional.of(new ManagementCall(where.url, own));
        }
        return site(err)
                .map(Site::management)
                .map(management -> new ManagementCall(address(management), own.or(() -> management.operators().stream()
                        .findFirst()
                        .map(operator -> operator.token().value()))));
    }

    /** The site, where one was given and has no fault. */
    Optional<Site> site(PrintWriter err) {
        if (where.site == null) {
            return Optional.empty();
        }
        SiteResult loaded = SiteLoader.load(where.site, LineRegistry.providers());
        if (loaded instanceof SiteResult.Faulty faulty) {
            faulty.faults().forEach(err::println);
            return Optional.empty();
        }
        return Optional.of(((SiteResult.Loaded) loaded).site());
    }

    private static URI address(ManagementConfig management) {
        return URI.create("http://" + management.host() + ":" + management.port());
    }
}
