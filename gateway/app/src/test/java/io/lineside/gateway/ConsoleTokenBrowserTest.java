package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.line.LineRegistry;
import io.lineside.gateway.site.SiteCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The console of a gateway that asks who one is, in Chromium. */
@EnabledIfSystemProperty(named = ConsoleFiles.PROGRAMS, matches = ".+")
class ConsoleTokenBrowserTest {
    @TempDir
    private Path site;

    @Test
    void consoleAsksForTheTokenOnceAndKeepsItInItsTab() throws Exception {
        // Given
        Files.writeString(site.resolve("token"), "a-token-of-the-night-shift\n");
        Files.writeString(
                site.resolve("site.yaml"),
                """
                enterprise: acme
                site: north
                http: { port: 0 }
                management: { port: 0, token: "${file:token}" }
                """);
        var ready = (SiteCheck.Ready) SiteCheck.of(site, LineRegistry.providers(), Clock.systemUTC());
        try (var gateway = Gateway.start(ready, LineRegistry.providers(), Clock.systemUTC())) {
            // When
            int exit = ConsoleFiles.look(
                    "token.mjs", "http://127.0.0.1:" + gateway.managementPort(), "a-token-of-the-night-shift");
            // Then
            assertThat(exit).isZero();
        }
    }
}
