package io.lineside.gateway.dispatch;

import io.lineside.config.LineMemory;
import io.lineside.config.LineProfile;
import io.lineside.gateway.store.Acceptance;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.SpecDigest;
import io.lineside.model.TenantId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.Material;
import io.lineside.model.work.Batch;
import io.lineside.model.work.PlannedJob;
import io.lineside.model.work.WorkItem;
import io.lineside.model.work.WorkRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What a seed makes of one history: its lines, its orders, and what goes wrong when. Each history has only some kinds of
 * faults, so that rare ones are not always drowned by frequent ones.
 *
 * @param wishes what its platform cancels
 * @param isPowerCut whether its gateway dies together with all others, and the store's file is opened anew
 * @param name distinguishes ids of histories in one store
 */
record HistoryPlan(
        long seed,
        String name,
        List<Line> lines,
        List<Handing> orders,
        List<Mishap> mishaps,
        Set<Fault> faults,
        List<Wish> wishes,
        boolean isPowerCut) {

    /** Until then things go wrong; afterwards everything must come to its end. */
    static final long CALM_AT = 12_000;
    /** How often scrap may be made again. */
    static final int REMAKES = 2;

    /** What may go wrong with single messages. */
    enum Fault {
        COMMAND_LOST,
        ANSWER_LOST,
        COMMAND_SLOW,
        REFUSED_FOR_NOW,
        REFUSED_THOUGH_TAKEN,
        QUESTION_UNANSWERED,
        LIST_CUT_SHORT,
        REPORT_LOST,
        REPORT_TWICE,
        REPORT_LATE,
        END_DENIED,
        STORE_SLOW
    }

    /** What may befall a whole program or link. */
    enum Event {
        GATEWAY_CRASH,
        LINK_CUT,
        REPORTS_MISSED,
        LINE_RESTART,
        LINE_AMNESIA
    }

    record Line(
            EquipmentId id,
            int capacity,
            LineProfile profile,
            LineMemory memory,
            boolean keepsReports,
            boolean countsReports) {}

    record Handing(long at, TenantId tenant, Acceptance acceptance) {
        WorkRequestId id() {
            return acceptance.request().id();
        }
    }

    /**
     * The platform cancels something of an order.
     *
     * @param body of the request
     */
    record Wish(long at, Handing order, String key, String body) {}

    record Mishap(long at, Event event, int line, long length) {}

    HistoryPlan {
        lines = List.copyOf(lines);
        orders = List.copyOf(orders);
        mishaps = List.copyOf(mishaps);
        faults = Set.copyOf(faults);
        wishes = List.copyOf(wishes);
    }

    /** The plan of a seed. */
    static HistoryPlan of(long seed) {
        return of(seed, "h" + seed);
    }

    /** The same plan without a crash of the gateway, under another name. */
    HistoryPlan withoutCrashes() {
        HistoryPlan twin = of(seed, name + "t");
        List<Mishap> others = twin.mishaps.stream()
                .filter(mishap -> mishap.event() != Event.GATEWAY_CRASH)
                .toList();
        return new HistoryPlan(seed, twin.name, twin.lines, twin.orders, others, twin.faults, List.of(), false);
    }

    /** Whether its lines end jobs that they have begun. */
    boolean endsJobs() {
        return seed % 3 != 0;
    }

    /** Whether a line may have forgotten, after which only a person can tell what was made. */
    boolean mayHold() {
        return mishaps.stream()
                .filter(mishap -> mishap.event() == Event.LINE_AMNESIA || mishap.event() == Event.LINE_RESTART)
                .anyMatch(mishap -> lines.get(mishap.line()).memory() == LineMemory.LOST);
    }

    /** When the last thing that is planned happens. */
    long lastAt() {
        long last = orders.stream().mapToLong(Handing::at).max().orElse(0);
        last = Math.max(last, wishes.stream().mapToLong(Wish::at).max().orElse(0));
        return Math.max(last, mishaps.stream().mapToLong(Mishap::at).max().orElse(0));
    }

    private static HistoryPlan of(long seed, String name) {
        var random = new SplittableRandom(seed);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(2); i++) {
            lines.add(new Line(
                    new EquipmentId(name + "-line" + i),
                    1 + random.nextInt(3),
                    random.nextBoolean() ? LineProfile.A : LineProfile.B,
                    random.nextBoolean() ? LineMemory.KEPT : LineMemory.LOST,
                    random.nextBoolean(),
                    random.nextBoolean()));
        }
        var faults = EnumSet.noneOf(Fault.class);
        for (Fault fault : Fault.values()) {
            if (random.nextInt(3) == 0) {
                faults.add(fault);
            }
        }
        List<Handing> orders = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(2); i++) {
            orders.add(order(name + "-" + i, lines, random));
        }
        List<Mishap> mishaps = mishaps(lines.size(), random);
        boolean powerCut = random.nextBoolean();
        return new HistoryPlan(seed, name, lines, orders, mishaps, faults, wishes(orders, random), powerCut);
    }

    /** In every other history: all of an order, or some pieces of an item, once or twice. */
    private static List<Wish> wishes(List<Handing> orders, SplittableRandom random) {
        List<Wish> wishes = new ArrayList<>();
        for (int i = random.nextInt(4) - 1; i > 0; i--) {
            Handing order = orders.get(random.nextInt(orders.size()));
            List<WorkItem> items = order.acceptance().request().items();
            WorkItem item = items.get(random.nextInt(items.size()));
            String some = "{\"items\":[{\"number\":%d,\"quantity\":%d}]}"
                    .formatted(item.number(), 1 + random.nextInt(item.quantity()));
            wishes.add(new Wish(
                    order.at() + random.nextInt(2_500),
                    order,
                    "cancel-" + order.id() + "-" + i,
                    random.nextBoolean() ? "{}" : some));
        }
        return wishes;
    }

    private static List<Mishap> mishaps(int lines, SplittableRandom random) {
        List<Mishap> mishaps = new ArrayList<>();
        boolean forgetful = random.nextInt(5) == 0;
        for (int i = random.nextInt(5); i > 0; i--) {
            Event event = Event.values()[random.nextInt(Event.values().length)];
            if (event == Event.LINE_AMNESIA && !forgetful) {
                event = Event.GATEWAY_CRASH;
            }
            mishaps.add(new Mishap(
                    random.nextInt((int) CALM_AT - 2_000), event, random.nextInt(lines), 50 + random.nextInt(1_500)));
        }
        return mishaps;
    }

    private static Handing order(String id, List<Line> lines, SplittableRandom random) {
        List<WorkItem> items = new ArrayList<>();
        List<PlannedJob> jobs = new ArrayList<>();
        int itemCount = 1 + random.nextInt(2);
        for (int number = 1; number <= itemCount; number++) {
            int quantity = 1 + random.nextInt(3);
            items.add(new WorkItem(number, "mug", 1, quantity, Map.of(), Map.of(), SpecDigest.of(id + number)));
            jobs.addAll(operations(id + "-" + number, number, quantity, lines, random));
        }
        var tenant = new TenantId(random.nextBoolean() ? "acme" : "other");
        var request = new WorkRequest(
                new WorkRequestId(id),
                tenant,
                Optional.of(id),
                items,
                random.nextInt(3),
                Optional.empty(),
                Instant.parse("2026-03-01T05:59:59Z"));
        return new Handing(
                random.nextInt(4_000),
                tenant,
                new Acceptance(
                        request,
                        "{}",
                        jobs,
                        Optional.of("key-" + id),
                        SpecDigest.of(id).hex()));
    }

    /** One, two in a row, or two beside each other. */
    private static List<PlannedJob> operations(
            String id, int item, int quantity, List<Line> lines, SplittableRandom random) {
        var first = new JobOrderId(id + "-glaze");
        var second = new JobOrderId(id + "-pack");
        EquipmentId firstLine = lines.get(random.nextInt(lines.size())).id();
        EquipmentId secondLine = lines.get(random.nextInt(lines.size())).id();
        return switch (random.nextInt(3)) {
            case 0 -> List.of(job(first, item, quantity, firstLine, Set.of(), true));
            case 1 ->
                List.of(
                        job(first, item, quantity, firstLine, Set.of(), false),
                        job(second, item, quantity, secondLine, Set.of(first), true));
            default ->
                List.of(
                        job(first, item, quantity, firstLine, Set.of(), true),
                        job(second, item, quantity, secondLine, Set.of(), true));
        };
    }

    private static PlannedJob job(
            JobOrderId id, int item, int quantity, EquipmentId line, Set<JobOrderId> after, boolean last) {
        String operation = id.value().substring(id.value().lastIndexOf('-') + 1);
        var order = JobOrder.of(id, new WorkMasterId(operation + "/1"), List.of(), Material.produced("mug", quantity));
        return new PlannedJob(order, item, operation, line, after, last).of(Batch.whole(quantity), REMAKES);
    }
}
