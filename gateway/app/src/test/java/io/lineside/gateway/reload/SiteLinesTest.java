package io.lineside.gateway.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.config.Site;
import io.lineside.config.SiteLoader;
import io.lineside.config.SiteResult;
import io.lineside.gateway.dispatch.DispatchOffice;
import io.lineside.gateway.line.LineRegistry;
import io.lineside.gateway.progress.OrderRules;
import io.lineside.gateway.store.Store;
import io.lineside.model.EquipmentId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a changed site does to links: counted at connectors that only count. */
class SiteLinesTest {
    private static final EquipmentId KILN = new EquipmentId("kiln");
    private static final EquipmentId PRESS = new EquipmentId("press");
    private static final EquipmentId WRAP = new EquipmentId("wrap");

    private final CountingLines protocol = new CountingLines();

    @TempDir
    private Path folder = Path.of("");

    private Store store;
    private DispatchOffice office;
    private LineRegistry registry;
    private SiteLines lines;
    private LineSwap swap;

    @BeforeEach
    void start() throws IOException {
        store = Store.open(folder.resolve("orders.db"), new OrderRules(), Clock.systemUTC());
        office = new DispatchOffice(store);
        registry = new LineRegistry(office, Clock.systemUTC());
        lines = new SiteLines(List.of(protocol), registry, office, Clock.systemUTC());
        swap = new LineSwap(lines, store);
        swap.commandsGoBy(command -> CompletableFuture.completedFuture(null));
        Files.writeString(folder.resolve("site.yaml"), "enterprise: acme\nsite: north\n");
        Files.createDirectory(folder.resolve("lines"));
        line(KILN, "address: a");
        line(PRESS, "address: b");
        lines.open(site(), command -> CompletableFuture.completedFuture(null));
        registry.start();
    }

    @AfterEach
    void stop() {
        office.close();
        registry.close();
        store.close();
    }

    @Test
    void onlyTheLinesWhoseSettingsChangeAreConnectedAnew() throws IOException {
        // Given
        line(KILN, "address: c");
        line(WRAP, "address: d");
        Site site = site();
        // When
        LineChanges changes = swap.changesTo(site);
        assertThat(swap.swap(site, changes, () -> {})).isEmpty();
        // Then
        assertThat(changes.added()).containsExactly(WRAP);
        assertThat(changes.changed()).containsExactly(KILN);
        assertThat(protocol.of("kiln a").closed).isTrue();
        assertThat(protocol.of("kiln c").started).isTrue();
        assertThat(protocol.of("press b").closed).isFalse();
        assertThat(protocol.made("press")).isEqualTo(1);
        assertThat(registry.find(PRESS)).containsSame(protocol.of("press b"));
    }

    @Test
    void limitsAndCapabilitiesTouchNoLink() throws IOException {
        // Given
        line(KILN, "address: a", "limits: { running: PT1H }", "drain: true");
        // When
        LineChanges changes = swap.changesTo(site());
        // Then
        assertThat(changes.isEmpty()).isTrue();
    }

    @Test
    void newLinesAreThereBeforeTheSiteIsAndOldOnesAreEndedBeforeTheirSuccessorsStart() throws IOException {
        // Given
        line(KILN, "address: c");
        line(WRAP, "address: d");
        Site site = site();
        // When
        swap.swap(site, swap.changesTo(site), () -> {
            assertThat(protocol.of("wrap d").started).isTrue();
            assertThat(protocol.of("kiln a").closed).isFalse();
        });
        // Then
        assertThat(protocol.history).containsSubsequence("wrap d starts", "kiln a closes", "kiln c starts");
    }

    @Test
    void lineThatItsProtocolRefusesChangesNothing() throws IOException {
        // Given
        line(KILN, "address: c");
        line(WRAP, "address: impossible");
        Site site = site();
        // When
        var faults = swap.swap(site, swap.changesTo(site), () -> {
            throw new AssertionError("swapped");
        });
        // Then
        assertThat(faults).singleElement().asString().contains("impossible");
        assertThat(protocol.of("kiln a").closed).isFalse();
        assertThat(registry.find(WRAP)).isEmpty();
        assertThat(protocol.of("kiln c").started).isFalse();
        assertThat(protocol.of("kiln c").closed).isTrue();
    }

    @Test
    void lineThatIsTakenAwayIsEndedAndForgotten() throws IOException {
        // Given
        Files.delete(folder.resolve("lines/press.yaml"));
        Site site = site();
        LineChanges changes = swap.changesTo(site);
        assertThat(swap.obstacles(site, changes)).isEmpty();
        // When
        swap.swap(site, changes, () -> {});
        // Then
        assertThat(protocol.of("press b").closed).isTrue();
        assertThat(registry.find(PRESS)).isEmpty();
        assertThat(swap.leaving()).isEmpty();
        assertThat(swap.changesTo(site).isEmpty()).isTrue();
    }

    @Test
    void whatAConnectorThatWasReplacedStillSaysOfItsLinkIsNotHeard() throws IOException {
        // Given
        line(KILN, "address: c");
        Site site = site();
        swap.swap(site, swap.changesTo(site), () -> {});
        protocol.of("kiln c").listener.connected();
        // When
        protocol.of("kiln a").listener.disconnected("it is gone");
        protocol.of("kiln a").listener.connected();
        // Then
        assertThat(protocol.of("kiln a").asked).isZero();
    }

    private void line(EquipmentId id, String connection, String... more) throws IOException {
        Files.writeString(
                folder.resolve("lines/" + id + ".yaml"),
                "line: " + id + "\narea: hall\ncapabilities: [" + id + "]\nprotocol: counting\nconnection: { "
                        + connection + " }\n" + String.join("\n", more));
    }

    private Site site() {
        return ((SiteResult.Loaded) SiteLoader.load(folder, List.of(protocol))).site();
    }
}
