package io.lineside.gateway.plan;

import io.lineside.gateway.product.CompiledProduct;
import io.lineside.gateway.product.Configuration;
import io.lineside.gateway.product.Configured;
import io.lineside.gateway.product.Products;
import io.lineside.model.Capability;
import io.lineside.model.EquipmentId;
import io.lineside.model.TenantId;
import io.lineside.model.work.PlannedJob;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Checked orders of a plate that is painted and packed, and lines for it. */
final class Drafts {
    static final Instant NOW = Instant.parse("2026-11-28T10:30:00Z");
    /** Painted in batches of 40, packed in batches of 25, with a set-up of the paint line for each colour. */
    static final CompiledProduct PLATE = Products.compiled(
            """
            product: plate
            version: 1
            title: { en: Plate }
            batch: { max: 40 }
            remake: { times: 2 }
            options:
              color: { type: choice, values: [white, teal, red] }
              text: { type: text, maxLength: 10, optional: true }
            operations:
              - { id: paint, workMaster: paint/1, needs: [painting], setup: PT1M, each: PT10S, batchBy: [color] }
              - { id: print, after: [paint], when: has(text), workMaster: print/1, needs: [printing], each: PT5S }
              - { id: pack, after: [paint, print], workMaster: pack/1, needs: [packing], each: PT2S, batch: { max: 25 } }
            """);

    private Drafts() {}

    static ItemDraft item(int number, int quantity, Map<String, Object> options) {
        Configuration found = PLATE.configure(options, Map.of());
        return new ItemDraft(number, PLATE, (Configured) found, quantity);
    }

    static OrderDraft order(ItemDraft... items) {
        return wantedBy(Optional.empty(), items);
    }

    static OrderDraft wantedBy(Optional<Instant> time, ItemDraft... items) {
        return new OrderDraft(new TenantId("acme"), Optional.empty(), List.of(items), 0, time);
    }

    static OrderDraft numbered(String externalId, ItemDraft... items) {
        return new OrderDraft(new TenantId("acme"), Optional.of(externalId), List.of(items), 0, Optional.empty());
    }

    static Planner planner(LinePlace... lines) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new Planner(List.of(lines), new OrderIds(clock), clock);
    }

    static LinePlace line(String id, String... capabilities) {
        return line(id, Integer.MAX_VALUE, capabilities);
    }

    static LinePlace line(String id, int mostPieces, String... capabilities) {
        return new LinePlace(
                new EquipmentId(id),
                Arrays.stream(capabilities).map(Capability::new).collect(Collectors.toSet()),
                mostPieces);
    }

    static PlanOutcome.Planned planned(Planner planner, OrderDraft draft, FloorState floor) {
        return (PlanOutcome.Planned) planner.plan(draft, floor);
    }

    /** Ids without the order's, lines and pieces. */
    static List<String> shown(PlanOutcome.Planned plan) {
        String order = plan.request().id() + "-";
        return plan.jobs().stream().map(job -> shown(job, order)).toList();
    }

    private static String shown(PlannedJob job, String order) {
        return job.order().id().value().substring(order.length()) + " " + job.line() + " "
                + job.batch().units();
    }

    /** One item after another of so many pieces in these colours. */
    static ItemDraft[] colors(int quantity, String... colors) {
        return IntStream.range(0, colors.length)
                .mapToObj(i -> item(i + 1, quantity, Map.of("color", colors[i])))
                .toArray(ItemDraft[]::new);
    }
}
