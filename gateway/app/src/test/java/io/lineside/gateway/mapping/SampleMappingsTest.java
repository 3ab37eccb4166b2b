package io.lineside.gateway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lineside.gateway.door.Document;
import io.lineside.gateway.door.DoorAnswer;
import io.lineside.gateway.door.DoorBook;
import io.lineside.gateway.door.DoorDesk;
import io.lineside.gateway.door.format.Format;
import io.lineside.gateway.intake.ForeignOrder;
import io.lineside.gateway.intake.Intake;
import io.lineside.gateway.intake.IntakeCall;
import io.lineside.gateway.intake.IntakeResult;
import io.lineside.gateway.line.LineRegistry;
import io.lineside.gateway.plan.OrderIds;
import io.lineside.gateway.progress.OrderRules;
import io.lineside.gateway.site.CurrentSite;
import io.lineside.gateway.site.Edition;
import io.lineside.gateway.site.SiteCheck;
import io.lineside.gateway.store.Store;
import io.lineside.model.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The mappings of the sample factory, with the orders that lie beside them, as far as the store. */
class SampleMappingsTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Path SITE = Path.of("../../config/sites/c2m");
    private static final Path GOLDEN = Path.of("src/test/resources/mappings");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Edition C2M = c2m();

    @ParameterizedTest
    @ValueSource(strings = {"shopify", "print-on-demand"})
    void sampleBecomesTheOrderThatStandsHereAndIsTaken(String name, @TempDir Path folder) throws IOException {
        // Given
        String foreign = Files.readString(SITE.resolve("orders/" + name + ".json"));

        // When
        String order = mapped(name, foreign);

        // Then
        Path golden = GOLDEN.resolve(name + ".json");
        if (Boolean.getBoolean("lineside.golden.write")) {
            Files.writeString(
                    golden, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(order)) + "\n");
        }
        assertThat(JSON.readTree(order)).isEqualTo(JSON.readTree(Files.readString(golden)));
        try (Store store = Store.open(folder.resolve("orders.db"), new OrderRules(), CLOCK)) {
            var intake = new Intake(new CurrentSite(C2M), store, lines -> {});
            var received =
                    (Intake.Received) intake.read(new IntakeCall(new TenantId("default"), Optional.empty(), order));
            Object checked = intake.check(received);
            assertThat(checked).as(checked.toString()).isInstanceOf(Intake.Checked.class);
            assertThat(now(intake.keep(((Intake.Checked) checked).planned())))
                    .isInstanceOf(IntakeResult.Accepted.class);
        }
    }

    @Test
    void propertyThatIsNoOptionIsNotDropped() throws IOException {
        // Given
        ObjectNode foreign = (ObjectNode) JSON.readTree(Files.readString(SITE.resolve("orders/shopify.json")));
        ((ArrayNode) foreign.at("/line_items/0/properties"))
                .addObject()
                .put("name", "Glitter")
                .put("value", "much");

        // When
        JsonNode order = JSON.readTree(mapped("shopify", foreign.toString()));

        // Then
        assertThat(order.at("/items/0/options/glitter").asText()).isEqualTo("much");
    }

    @Test
    void doorWithAMappingTakesTheOrderThatTheMappingMakesOfItsDocument(@TempDir Path folder) throws IOException {
        // Given
        byte[] foreign = Files.readAllBytes(SITE.resolve("orders/shopify.json"));
        try (Store store = Store.open(folder.resolve("orders.db"), new OrderRules(), CLOCK)) {
            var intake = new Intake(new CurrentSite(C2M), store, lines -> {});
            var desk = new DoorDesk(
                    () -> C2M,
                    call -> intake.keep(((Intake.Checked) intake.check((Intake.Received) intake.read(call))).planned()),
                    store,
                    new DoorBook(Clock.systemUTC()));
            // When
            DoorAnswer taken = now(desk.hand(document("a", foreign)));
            DoorAnswer broken = now(desk.hand(document("b", "{\"line_items\":7}".getBytes(StandardCharsets.UTF_8))));
            // Then
            assertThat(taken).as(taken.toString()).isInstanceOf(DoorAnswer.Answered.class);
            assertThat(((DoorAnswer.Answered) taken).orders()).hasSize(1);
            assertThat(broken).as(broken.toString()).isInstanceOf(DoorAnswer.Refused.class);
        }
    }

    private static Document document(String key, byte[] content) {
        return new Document("web-shop", new TenantId("default"), key, content, Format.JSON, Optional.of("shopify"));
    }

    private static String mapped(String name, String foreign) {
        ForeignOrder result = now(ForeignOrder.of(C2M.mappings(), name, foreign));
        assertThat(result).as(result.toString()).isInstanceOf(ForeignOrder.Mapped.class);
        return ((ForeignOrder.Mapped) result).order();
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static Edition c2m() {
        SiteCheck check = SiteCheck.of(SITE, LineRegistry.providers(), CLOCK);
        assertThat(check).as(check.toString()).isInstanceOf(SiteCheck.Ready.class);
        return ((SiteCheck.Ready) check).edition(new OrderIds(CLOCK), CLOCK);
    }
}
