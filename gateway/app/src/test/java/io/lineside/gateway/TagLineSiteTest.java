package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.TagType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole loop where the glazing line is a PLC without methods: {@code protocol: opcua-tags}. */
class TagLineSiteTest extends SiteTestBase {
    private static final Map<String, TagType> PARAMETERS =
            Map.of("Color", TagType.STRING, "Dwell", TagType.DOUBLE, "Text", TagType.STRING);

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        LineSpec plc = LineSpec.tags("glaze-1", 0, Duration.ofMillis(15), PARAMETERS, "glaze/2");
        run(RunningSite.start(folder, plc, TagLineSiteTest::byTags));
    }

    static String byTags(String file) {
        return file.replace("opcua-job-control", "opcua-tags")
                .replace("capacity: 4", "capacity: 1")
                .replace("profile: A", "profile: C")
                .replace(
                        ", insecure: true }",
                        """
                        , insecure: true, namespace: "urn:lineside:simulator:tags", pollInterval: PT0.05S, parameters: {
                            Color: "nsu=urn:lineside:simulator:tags;s=Request.Parameter.Color",
                            Dwell: "nsu=urn:lineside:simulator:tags;s=Request.Parameter.Dwell",
                            Text: "nsu=urn:lineside:simulator:tags;s=Request.Parameter.Text" } }""");
    }

    @Test
    void orderOfManyJobsGoesThroughALineThatKeepsOne() {
        // When
        String id = platform.accepted(order(
                item(3, "teal", "Ada", "gift"), item(2, "white", "Bob", "carton"), item(1, "cobalt", "Cy", "gift")));
        // Then
        awaitState(id, "Completed");
        assertMadeOnce(id);
        assertThat(site.made(operation(id, 1, "glaze").path("jobOrder").asText()))
                .allSatisfy(piece -> assertThat(piece.parameters())
                        .containsExactlyInAnyOrderEntriesOf(Map.of("Color", "white", "Dwell", 11.0, "Text", "Bob")));
        await().atMost(PATIENCE).until(() -> site.line("glaze-1").jobs().isEmpty());
    }

    @Test
    void plcThatShowsAnotherSpecDigestThanOrderedIsToldToAbort() {
        // Given
        site.close();
        var withDigest = new HashMap<>(PARAMETERS);
        withDigest.put("SpecDigest", TagType.STRING);
        LineSpec plc = LineSpec.tags("glaze-1", 0, Duration.ofMillis(100), withDigest, "glaze/2")
                .behaving(Map.of("buildsOther", true));
        run(
                RunningSite.start(
                        folder.resolve("other"),
                        plc,
                        file -> byTags(file)
                                .replace(
                                        "parameters: {",
                                        """
                                tags: { Status.SpecDigest: "nsu=urn:lineside:simulator:tags;s=Status.SpecDigest" }, parameters: {
                                    SpecDigest: "nsu=urn:lineside:simulator:tags;s=Request.Parameter.SpecDigest",""")));
        // When
        String id = platform.accepted(order(item(400, "teal", "Ada", "gift")));
        // Then
        awaitState(id, "Quarantined");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        operation(id, 0, "glaze").path("reason").asText())
                .contains("another variant than the one ordered", "its spec digest", "the line has ended it"));
        assertThat(site.made()).hasSizeLessThan(400);
    }

    @Test
    void crashedPlcGoesOnWhenItIsBack() {
        lineCrashesInTheMiddle("glaze-1");
    }

    @Test
    void orderWithoutAValueForATagWaitsForAPersonAndNothingIsMade() {
        // When
        String id = platform.accepted(order("{\"product\":\"mug\",\"quantity\":1,\"options\":{\"color\":\"teal\"}}"));
        // Then
        awaitState(id, "Held");
        assertThat(operation(id, 0, "glaze").path("reason").asText())
                .contains("[Text]: the line has tags for them, the job order has no values");
        assertThat(site.made()).isEmpty();
    }
}
