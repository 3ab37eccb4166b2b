package io.lineside.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.config.Scope;
import io.lineside.config.Site;
import io.lineside.config.SiteLoader;
import io.lineside.config.SiteResult;
import io.lineside.gateway.access.ApiKey;
import io.lineside.gateway.access.KeyRing;
import io.lineside.gateway.line.LineRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys from the command line to the ring that opens the API. */
class KeyCommandTest {
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");
    private static final Pattern KEY = Pattern.compile("ls_([a-z0-9]+)_\\S+");

    @TempDir
    private Path site;

    @BeforeEach
    void writeSite() throws IOException {
        Files.writeString(site.resolve("site.yaml"), "enterprise: acme\nsite: north\n");
    }

    @Test
    void newKeyIsShownOnceAndOpensTheApiForItsTenant() throws IOException {
        // When
        String said = Lineside.says(
                0,
                "key",
                "new",
                site.toString(),
                "--tenant",
                "shop",
                "--scope",
                "orders:read",
                "--scope",
                "orders:write");
        // Then
        String key = key(said);
        assertThat(ring().find(key, NOW)).hasValueSatisfying(known -> {
            assertThat(known.tenant().value()).isEqualTo("shop");
            assertThat(known.scopes()).containsExactlyInAnyOrder(Scope.ORDERS_READ, Scope.ORDERS_WRITE);
        });
        assertThat(Files.readString(site.resolve("platforms.yaml")))
                .doesNotContain(key)
                .contains(ApiKey.read(key).orElseThrow().sha256());
        assertThat(Lineside.says(0, "key", "list", site.toString()))
                .contains("shop  orders:read, orders:write")
                .doesNotContain(key);
    }

    @Test
    void fileKeepsWhatPeopleWroteAndItsOtherKeys() throws IOException {
        // Given
        Files.writeString(
                site.resolve("platforms.yaml"), "# ours\nlimits: { perSecond: 5 }   # slow\nkeys: [ ] # none yet\n");
        String first = key(Lineside.says(0, "key", "new", site.toString(), "--tenant", "a"));
        String second = key(
                Lineside.says(0, "key", "new", site.toString(), "--tenant", "b", "--until", "2026-12-31T00:00:00Z"));
        // When
        Lineside.says(0, "key", "revoke", site.toString(), id(first));
        // Then
        assertThat(Files.readString(site.resolve("platforms.yaml")))
                .startsWith("# ours\nlimits: { perSecond: 5 }   # slow\n");
        assertThat(ring().find(first, NOW)).isEmpty();
        assertThat(ring().find(second, NOW)).isPresent();
        assertThat(ring().find(second, Instant.parse("2026-12-31T00:00:00Z"))).isEmpty();
    }

    @Test
    void lastKeyThatIsRevokedLeavesTheApiShut() throws IOException {
        // Given
        String only = key(Lineside.says(0, "key", "new", site.toString(), "--tenant", "a"));
        // When
        Lineside.says(0, "key", "revoke", site.toString(), id(only));
        // Then
        assertThat(ring().platforms()).isPresent();
        assertThat(Lineside.says(0, "key", "list", site.toString())).contains("nobody can use the API");
        String next = key(Lineside.says(0, "key", "new", site.toString(), "--tenant", "a"));
        assertThat(ring().find(next, NOW)).isPresent();
    }

    @Test
    void fileThatCanNotBeAddedToIsLeftAloneAndTheLineIsSaid() throws IOException {
        // Given
        String odd = "keys: [{ id: abcd2345, tenant: a, scopes: [orders:read], sha256: \"" + "0".repeat(64) + "\" }]\n";
        Files.writeString(site.resolve("platforms.yaml"), odd);
        // When
        String said = Lineside.says(3, "key", "new", site.toString(), "--tenant", "b");
        // Then
        assertThat(said).contains("write this below it: - { id: ");
        assertThat(Files.readString(site.resolve("platforms.yaml"))).isEqualTo(odd);
        assertThat(Lineside.says(1, "key", "revoke", site.toString(), "nobody00"))
                .contains("has no line of its own");
    }

    @Test
    void wrongWordsAreRefusedWithTheRightOnes() {
        // Then
        assertThat(Lineside.says(2, "key", "new", site.toString(), "--tenant", "a", "--scope", "orders:all"))
                .contains("was 'orders:all'; allowed: orders:read, orders:write, products:read, webhooks:manage");
        assertThat(Lineside.says(2, "key", "new", site.toString(), "--tenant", "a b"))
                .contains("tenant id");
        assertThat(site.resolve("platforms.yaml")).doesNotExist();
    }

    private KeyRing ring() {
        Site loaded = ((SiteResult.Loaded) SiteLoader.load(site, LineRegistry.providers())).site();
        return new KeyRing(loaded.platforms());
    }

    private static String key(String said) {
        Matcher found = KEY.matcher(said);
        assertThat(found.find()).as(said).isTrue();
        return found.group();
    }

    private static String id(String key) {
        return ApiKey.read(key).orElseThrow().id();
    }
}
