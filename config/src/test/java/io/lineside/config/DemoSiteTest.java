package io.lineside.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.model.EquipmentId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoSiteTest {
    private static final Path DEMO = Path.of("sites", "demo");

    @Test
    void demoSiteLoadsWithoutFaultsNextToFilesOfOthers() {
        // When
        SiteResult result = SiteLoader.load(DEMO, FakeProvider.ALL);

        // Then
        assertThat(result).isInstanceOf(SiteResult.Loaded.class);
        Site site = ((SiteResult.Loaded) result).site();
        assertThat(site.lines()).extracting(line -> line.id().value()).containsExactly("glaze-1", "pack-1");
        assertThat(site.products()).extracting(product -> product.id()).containsExactly("mug");
        assertThat(DEMO.resolve("plant.yaml")).exists();
    }

    @Test
    void packingLineTakesTheBrokerOfTheSite() {
        // Given
        Site site = ((SiteResult.Loaded) SiteLoader.load(DEMO, FakeProvider.ALL)).site();
        LineConfig line = site.line(new EquipmentId("pack-1")).orElseThrow();

        // When
        var settings = site.settings(line, Clock.systemUTC());

        // Then
        assertThat(settings.connection()).isEqualTo(Map.of("broker", "tcp://127.0.0.1:1883"));
        assertThat(settings.equipmentPath()).containsExactly("acme", "north", "finishing", "pack-1");
        assertThat(settings.gatewayId()).isEqualTo("lineside-demo");
    }
}
