package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lineside.gateway.Advisories.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing with a known hole is shipped, by {@code gateway/advisories.yaml} and the bills of materials of the build. */
class AdvisoriesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Advisories advisories = Advisories.read(Path.of("../advisories.yaml"));

    @Test
    void nothingWithAKnownHoleIsShippedButWhatIsAcceptedWithAReason() throws IOException {
        // Given
        List<Component> shipped = shipped();
        // When
        List<String> holes = advisories.holes(shipped);
        // Then
        assertThat(shipped).extracting(Component::name).contains("camel-base", "vertx-web", "artemis-server");
        assertThat(holes).isEmpty();
    }

    @Test
    void nothingIsAcceptedThatIsNoLongerThere() throws IOException {
        assertThat(advisories.needlesslyAccepted(shipped())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "org.xerial, sqlite-jdbc, 3.50.1.0, CVE-2025-6965",
        "io.netty, netty-handler, 4.1.134.Final, CVE-2026-45416",
        "org.apache.camel, camel-platform-http-main, 4.17.0, CVE-2026-40022",
        "org.apache.camel, camel-hazelcast, 4.22.0, CVE-2026-43865"
    })
    void oldVersionWouldBeFound(String group, String name, String version, String advisory) {
        assertThat(advisories.holes(List.of(new Component(group, name, version))))
                .anySatisfy(hole -> assertThat(hole).contains(advisory, name, version));
    }

    @ParameterizedTest
    @CsvSource({
        "org.xerial, sqlite-jdbc, 3.51.3.0",
        "io.netty, netty-handler, 4.1.135.Final",
        "org.apache.camel, camel-platform-http-main, 4.18.2",
        "org.apache.camel, camel-platform-http-main, 4.14.9"
    })
    void versionWithoutTheHoleIsNot(String group, String name, String version) {
        assertThat(advisories.holes(List.of(new Component(group, name, version))))
                .isEmpty();
    }

    /** What the build has listed of the gateway and of the simulator. */
    private static List<Component> shipped() throws IOException {
        List<Component> shipped = new ArrayList<>();
        for (String program : List.of("target", "../../simulator/target")) {
            Path bill = Path.of(program, "sbom.json");
            assertThat(bill)
                    .as("the build makes it before tests run: mvn verify")
                    .exists();
            JSON.readTree(Files.readString(bill))
                    .path("components")
                    .forEach(part -> shipped.add(new Component(
                            part.path("group").asText(),
                            part.path("name").asText(),
                            part.path("version").asText())));
        }
        return shipped;
    }
}
