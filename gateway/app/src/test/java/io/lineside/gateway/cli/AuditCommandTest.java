package io.lineside.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.connector.testkit.Ports;
import io.lineside.gateway.Gateway;
import io.lineside.gateway.line.LineRegistry;
import io.lineside.gateway.site.SiteCheck;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lineside audit} of a gateway whose management port needs a token, while it runs and when it is stopped. */
class AuditCommandTest {
    @TempDir
    private Path site;

    private int port;

    @BeforeEach
    void writeSite() throws IOException {
        port = Ports.next();
        Files.writeString(site.resolve("token"), "a-token-of-the-night-shift\n");
        Files.writeString(
                site.resolve("site.yaml"),
                """
                enterprise: acme
                site: north
                http: { port: 0 }
                reload: { watch: false }
                management: { port: %d, users: [{ name: anna, token: "${file:token}" }] }
                """
                        .formatted(port));
    }

    @Test
    void everythingThatWasDoneIsThereWithWhoDidItAndIsVerifiedWhetherTheGatewayRunsOrNot() {
        String running;
        try (var gateway = start()) {
            // Given
            assertThat(gateway.managementPort()).isEqualTo(port);
            Lineside.says(0, "key", "new", site.toString(), "--tenant", "shop");
            Lineside.says(0, "reload", "--site", site.toString());
            // When
            String told = Lineside.says(0, "audit", "--site", site.toString());
            running = Lineside.says(0, "audit", "--site", site.toString(), "--verify");
            // Then
            assertThat(told)
                    .containsSubsequence(
                            "anna: site-reloaded acme/north/lineside",
                            "anna: access-changed key ",
                            "anna: access-changed the platform API is closed to all but those in platforms.yaml",
                            "lineside as ",
                            ": gateway-started acme/north/lineside");
            assertThat(running).contains("4 entries, each as it was kept");
        }
        String stopped = Lineside.says(0, "audit", "--site", site.toString(), "--verify");
        assertThat(stopped).contains("5 entries, each as it was kept");
        assertThat(Lineside.says(0, "audit", "--site", site.toString(), "--last", "1"))
                .contains("gateway-stopped")
                .doesNotContain("gateway-started");
        String known = running.substring(running.indexOf("--expect: ") + 10).strip();
        assertThat(Lineside.says(0, "audit", "--site", site.toString(), "--verify", "--expect", known))
                .contains("5 entries");
    }

    @Test
    void whatWasChangedOrCutOffIsFound() throws Exception {
        // Given
        start().close();
        start().close();
        String good = Lineside.says(0, "audit", "--site", site.toString(), "--verify");
        String known = good.substring(good.indexOf("--expect: ") + 10).strip();
        // When
        change("delete from audit where number = 4");
        // Then
        // What is left is unbroken: only whoever kept the end elsewhere can tell.
        assertThat(Lineside.says(0, "audit", "--site", site.toString(), "--verify"))
                .contains("3 entries");
        assertThat(Lineside.says(1, "audit", "--site", site.toString(), "--verify", "--expect", known))
                .contains("was cut off or changed");
        change("update audit set who = 'nobody' where number = 2");
        assertThat(Lineside.says(1, "audit", "--site", site.toString(), "--verify"))
                .contains("entry 2: its hash must fit its content");
    }

    @Test
    void refusedSiteIsInTheAuditToo() throws Exception {
        try (var gateway = start()) {
            // Given
            assertThat(gateway.managementPort()).isEqualTo(port);
            Files.writeString(site.resolve("platforms.yaml"), "keys: 7\n");
            // When
            // When
            var answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/site/reload"))
                                    .header("Authorization", "Bearer a-token-of-the-night-shift")
                                    .POST(BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.ofString());
            Files.delete(site.resolve("platforms.yaml"));
            // Then
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(Lineside.says(0, "audit", "--site", site.toString(), "--last", "1"))
                    .contains("anna: site-refused acme/north/lineside", "platforms.yaml:1:7: keys: must be a list");
        }
    }

    @Test
    void withoutTheTokenNothingIsToldOrDone() {
        try (var gateway = start()) {
            // Given
            String url = "http://127.0.0.1:" + gateway.managementPort();
            // Then
            for (String[] command : new String[][] {
                {"audit", "--url", url},
                {"stuck", "--url", url},
                {"reload", "--url", url},
                {"top", "--once", "--url", url},
                {"explain", "--url", url, "o1"}
            }) {
                assertThat(Lineside.says(1, command)).contains("No valid token");
            }
            assertThat(Lineside.says(0, "stuck", "--site", site.toString())).doesNotContain("token");
            assertThat(Lineside.says(0, "top", "--once", "--site", site.toString()))
                    .doesNotContain("token");
        }
    }

    private Gateway start() {
        var check = SiteCheck.of(site, LineRegistry.providers(), Clock.systemUTC());
        return Gateway.start((SiteCheck.Ready) check, LineRegistry.providers(), Clock.systemUTC());
    }

    private void change(String sql) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + site.resolve("data/lineside.db"));
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }
}
