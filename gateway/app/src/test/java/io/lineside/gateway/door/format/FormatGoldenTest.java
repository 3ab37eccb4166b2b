package io.lineside.gateway.door.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lineside.gateway.intake.Cause;
import io.lineside.gateway.intake.Feasibility;
import io.lineside.gateway.intake.FeasibilityResult;
import io.lineside.gateway.intake.IntakeCall;
import io.lineside.gateway.line.LineRegistry;
import io.lineside.gateway.plan.OrderIds;
import io.lineside.gateway.site.Edition;
import io.lineside.gateway.site.SiteCheck;
import io.lineside.model.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every sample document says as orders, and what the products of the sample factory say to them, stands beside it. Run
 * with {@code -Dlineside.golden.write=true} to write that, and read what is different before it is kept.
 */
class FormatGoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/doors");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Edition C2M = c2m();

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files
                    .filter(file -> Format.ofFile(file.toString())
                            .filter(format -> format != Format.JSON)
                            .isPresent())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void documentSaysWhatStandsBesideIt(Path document) throws IOException {
        // Given
        Path golden = document.resolveSibling(document.getFileName() + ".expected.json");

        // When
        Reading reading = DocumentReader.read(
                Files.readAllBytes(document), Format.ofFile(document.toString()).orElseThrow(), C2M.catalog());

        // Then
        String said = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json(reading)) + "\n";
        if (Boolean.getBoolean("lineside.golden.write")) {
            Files.writeString(golden, said);
        }
        assertThat(said).isEqualTo(Files.readString(golden));
    }

    private static JsonNode json(Reading reading) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        if (reading instanceof Reading.Bad bad) {
            json.put("refused", bad.refusal().code())
                    .put("title", bad.refusal().title())
                    .put("detail", bad.refusal().detail());
            causes(json.putArray("causes"), bad.refusal().causes(), new OrderText("", Map.of()));
            return json;
        }
        ArrayNode orders = json.putArray("orders");
        for (OrderText order : ((Reading.Orders) reading).orders()) {
            ObjectNode one = orders.addObject();
            one.set("order", JSON.readTree(order.json()));
            var judged = (FeasibilityResult.Judged)
                    Feasibility.of(C2M).judge(new IntakeCall(new TenantId("acme"), Optional.empty(), order.json()));
            one.put("feasible", judged.feasible());
            if (!judged.feasible()) {
                causes(one.putArray("causes"), judged.causes(), order);
            }
        }
        return json;
    }

    private static void causes(ArrayNode into, List<Cause> causes, OrderText order) {
        for (Cause cause : causes) {
            into.add(cause.pointer()
                    + order.place(cause.pointer())
                            .map(place -> " (" + place + ")")
                            .orElse("") + ": " + cause.rule()
                    + ": " + cause.detail() + ", was " + cause.was() + "; allowed: " + cause.allowed());
        }
    }

    private static Edition c2m() {
        Clock clock = Clock.systemUTC();
        var ready = (SiteCheck.Ready) SiteCheck.of(Path.of("../../config/sites/c2m"), LineRegistry.providers(), clock);
        return ready.edition(new OrderIds(clock), clock);
    }
}
