package io.lineside.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.gateway.Bench;
import io.lineside.gateway.door.format.Format;
import io.lineside.gateway.intake.IntakeResult;
import io.lineside.gateway.intake.OrderWarnings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents of every kind at the desk, over the real intake route and a real store. */
class DoorDeskTest {
    private static final String TWO =
            "externalId,product,quantity,option.color\na,mug,1,teal\nb,mug,2,white\nb,mug,1,teal\n";
    private static final String JSON =
            "{\"items\":[{\"product\":\"mug\",\"quantity\":1,\"options\":{\"color\":\"teal\"}}]}";

    private Bench bench;
    private DoorDesk desk;
    private final DoorJson json = new DoorJson(new OrderWarnings(Bench::products));

    @BeforeEach
    void open(@TempDir Path folder) {
        bench = new Bench(folder, Bench.products(), Map.of());
        desk = new DoorDesk(bench::edition, bench.routes::submit, bench.store, new DoorBook(Clock.systemUTC()));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void everyOrderOfADocumentIsTakenOnce() {
        // Given
        DoorAnswer first = hand(desk, document("a.csv", TWO, Format.CSV));

        // When
        DoorAnswer again = hand(desk, document("a.csv", TWO, Format.CSV));

        // Then
        assertThat(orders(first)).hasSize(2).allMatch(order -> !order.replayed());
        assertThat(orders(again)).hasSize(2).allMatch(OrderAnswer::replayed);
        assertThat(orders(again).stream().map(OrderAnswer::request).toList())
                .isEqualTo(orders(first).stream().map(OrderAnswer::request).toList());
        assertThat(json.reply(again, "file:a.csv")).isEqualTo(json.reply(first, "file:a.csv"));
        assertThat(kept()).isEqualTo(2);
    }

    @Test
    void sameContentUnderAnotherNameIsAnotherOrder() {
        // Given
        hand(desk, document("a.json", JSON, Format.JSON));

        // When
        hand(desk, document("b.json", JSON, Format.JSON));

        // Then
        assertThat(kept()).isEqualTo(2);
    }

    @Test
    void documentWaitsWhileTheGatewayIsBusyAndLosesNothingOfIt() {
        // Given
        var asked = new AtomicInteger();
        var hesitant = new DoorDesk(
                bench::edition,
                call -> asked.incrementAndGet() == 2
                        ? CompletableFuture.completedFuture(new IntakeResult.Busy())
                        : bench.routes.submit(call),
                bench.store,
                new DoorBook(Clock.systemUTC()));

        // When
        DoorAnswer busy = hand(hesitant, document("a.csv", TWO, Format.CSV));

        // Then
        assertThat(busy).isInstanceOf(DoorAnswer.Later.class);
        assertThat(orders(hand(hesitant, document("a.csv", TWO, Format.CSV))).stream()
                        .map(OrderAnswer::replayed))
                .containsExactly(true, false);
        assertThat(kept()).isEqualTo(2);
    }

    @Test
    void whatFailsIsTriedLaterAndNeverRefused() {
        // Given
        var full = new DoorDesk(
                bench::edition,
                call -> CompletableFuture.failedFuture(new RejectedExecutionException("full")),
                bench.store,
                new DoorBook(Clock.systemUTC()));
        var broken = new DoorDesk(
                bench::edition,
                call -> CompletableFuture.failedFuture(new IllegalStateException("bug")),
                bench.store,
                new DoorBook(Clock.systemUTC()));

        // Then
        assertThat(hand(full, document("a.json", JSON, Format.JSON)))
                .isEqualTo(new DoorAnswer.Later("more orders are waiting to be taken than can be"));
        assertThat(hand(broken, document("a.json", JSON, Format.JSON))).isInstanceOf(DoorAnswer.Later.class);
        bench.closeStore();
        assertThat(hand(desk, document("a.json", JSON, Format.JSON))).isInstanceOf(DoorAnswer.Later.class);
    }

    @Test
    void causesAreToldAsThePlatformApiDoesAndWhereTheyStoodInTheDocument() {
        // When
        DoorAnswer answer = hand(
                desk,
                document("a.csv", "externalId,product,quantity,option.color\na,mug,1,teal\nb,mug,2,red\n", Format.CSV));

        // Then
        JsonNode reply = json.reply(answer, "inbox/a.csv");
        assertThat(reply.path("type").asText()).isEqualTo("urn:lineside:problem:orders-refused");
        assertThat(reply.path("detail").asText()).isEqualTo("1 of 2 orders; the others are taken");
        assertThat(reply.path("orders").path(0).path("externalId").asText()).isEqualTo("a");
        JsonNode refused = reply.path("orders").path(1);
        assertThat(refused.path("type").asText()).isEqualTo("urn:lineside:problem:order-refused");
        assertThat(refused.path("instance").asText()).isEqualTo("inbox/a.csv#2");
        JsonNode cause = refused.path("errors").path(0);
        assertThat(cause.path("pointer").asText()).isEqualTo("/items/0/options/color");
        assertThat(cause.path("at").asText()).isEqualTo("row 3, column option.color");
        assertThat(cause.path("rule").asText()).isEqualTo("choice");
        assertThat(kept()).isEqualTo(1);
    }

    @Test
    void documentThatIsNoTextIsRefusedAsAWhole() {
        // Given
        var bytes =
                new Document("erp", Bench.TENANT, "k", new byte[] {'{', (byte) 0xC3}, Format.JSON, Optional.empty());

        // Then
        assertThat(json.reply(hand(desk, bytes), "x").path("type").asText()).endsWith(":not-utf-8");
        assertThat(json.reply(hand(desk, document("a.xml", " \n", Format.B2MML)), "x")
                        .path("type")
                        .asText())
                .endsWith(":empty");
        assertThat(json.reply(hand(desk, document("a.json", "{", Format.JSON)), "x")
                        .path("type")
                        .asText())
                .endsWith(":bad-json");
        assertThat(kept()).isZero();
    }

    private int kept() {
        return bench.store
                .list(Bench.TENANT, Long.MAX_VALUE, 100)
                .toCompletableFuture()
                .join()
                .requests()
                .size();
    }

    private static List<OrderAnswer> orders(DoorAnswer answer) {
        return ((DoorAnswer.Answered) answer).orders();
    }

    private static Document document(String name, String text, Format format) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        return new Document("erp", Bench.TENANT, Document.key("erp", name, content), content, format, Optional.empty());
    }

    private static DoorAnswer hand(DoorDesk desk, Document document) {
        return desk.hand(document)
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
