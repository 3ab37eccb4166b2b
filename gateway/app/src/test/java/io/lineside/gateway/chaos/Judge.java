package io.lineside.gateway.chaos;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.gateway.Verdict;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Compares what the platform was told, what the gateway says and what the plant made. Knows of a piece only the id of its
 * job order, which begins with the order's id.
 */
final class Judge {
    private static final Set<String> FINAL =
            Set.of("Completed", "PartiallyCompleted", "Cancelled", "Failed", "Rejected");
    /** Doubt is settled by asking, as a rule: it counts only when it outlasts all patience. */
    private static final Set<String> WAITS_FOR_A_PERSON = Set.of("Held", "InDoubt", "Quarantined");

    private final World world;
    private final Map<String, JsonNode> acknowledged;
    private final Map<String, Optional<JsonNode>> seen = new HashMap<>();
    private final Map<String, List<JsonNode>> madeByOrder;
    private final List<String> details = new ArrayList<>();
    private int lost;
    private int madeTwice;
    private int untrue;
    private int held;

    private Judge(World world) {
        this.world = world;
        this.acknowledged = world.shopper.acknowledged();
        // First what is said, then what was made: a line may not have made less than the gateway said before.
        acknowledged.keySet().forEach(id -> seen.put(id, look(id)));
        this.madeByOrder = world.made().stream().collect(Collectors.groupingBy(Judge::orderOf));
    }

    /** Asked again while the gateway is busy, which says nothing of the order. */
    private Optional<JsonNode> look(String id) {
        return await().atMost(World.PATIENCE)
                .ignoreException(UncheckedIOException.class)
                .until(() -> world.shopper.look(id), said -> true);
    }

    /** Waits until every order has ended or waits for a person, and judges. */
    static Verdict judge(World world, Duration patience) {
        boolean settled = settle(world, patience);
        var judge = new Judge(world);
        if (!settled) {
            judge.details.add("not every order was settled within " + patience);
        }
        judge.acknowledged.forEach(judge::judge);
        judge.strangers();
        judge.ledger();
        world.objections().forEach(judge::untrue);
        return new Verdict(
                world.faults(),
                judge.acknowledged.size(),
                judge.lost,
                judge.madeTwice,
                judge.untrue,
                judge.held,
                world.recoveries(),
                judge.details);
    }

    /** Waits until every order has ended or waits for a person; false when that took too long. */
    static boolean settle(World world, Duration patience) {
        try {
            await().atMost(patience).pollInterval(Duration.ofMillis(200)).until(() -> isSettled(world));
            return true;
        } catch (ConditionTimeoutException unsettled) {
            return false;
        }
    }

    private static boolean isSettled(World world) {
        try {
            Map<String, String> states = world.shopper.states();
            return world.shopper.acknowledged().keySet().stream()
                    .filter(id -> !FINAL.contains(states.getOrDefault(id, "Rejected")))
                    .allMatch(id -> world.shopper
                            .look(id)
                            .map(order -> waitsForAPerson(order) && !isInDoubt(order))
                            .orElse(true));
        } catch (UncheckedIOException away) {
            return false;
        }
    }

    private void judge(String id, JsonNode ordered) {
        Optional<JsonNode> said = seen.getOrDefault(id, Optional.empty());
        if (said.isEmpty()) {
            lost(id + ": was acknowledged and is not known");
            return;
        }
        JsonNode order = said.get();
        String state = order.path("state").asText();
        if (waitsForAPerson(order)) {
            held++;
            details.add("HELD " + id + ": " + reasons(order));
        } else if (!FINAL.contains(state)) {
            lost(id + ": neither ends nor waits for a person: " + order);
        }
        int wanted = ordered.path("items").path(0).path("quantity").asInt();
        Map<String, Map<String, Integer>> made = piecesByOperation(id);
        for (String operation : List.of("shape", "pack")) {
            pieces(id, operation, wanted, made.getOrDefault(operation, Map.of()), state.equals("Completed"));
        }
        if (!colors(id).stream()
                .allMatch(ordered.path("items")
                        .path(0)
                        .path("options")
                        .path("color")
                        .asText()::equals)) {
            untrue(id + ": made in another colour than ordered");
        }
    }

    private void pieces(String id, String operation, int wanted, Map<String, Integer> units, boolean completed) {
        int made = units.values().stream().mapToInt(Integer::intValue).sum();
        int again = made - units.size();
        int tooMany = Math.max(again, made - wanted);
        if (tooMany > 0) {
            madeTwice += tooMany;
            details.add(id + "-" + operation + ": ordered " + wanted + ", made " + made + ": " + units);
        }
        if (completed && made < wanted) {
            untrue(id + "-" + operation + ": is Completed, ordered " + wanted + ", made " + made);
        }
    }

    /** How often each unit of each operation was made. */
    private Map<String, Map<String, Integer>> piecesByOperation(String id) {
        Map<String, Map<String, Integer>> pieces = new HashMap<>();
        for (JsonNode piece : madeByOrder.getOrDefault(id, List.of())) {
            String operation = piece.path("workMasterId").asText().replace("/1", "");
            pieces.computeIfAbsent(operation, any -> new TreeMap<>())
                    .merge(piece.path("unit").asText(), 1, Integer::sum);
        }
        return pieces;
    }

    private Set<String> colors(String id) {
        return madeByOrder.getOrDefault(id, List.of()).stream()
                .map(piece -> piece.path("parameters"))
                .map(parameters ->
                        parameters.path("Color").asText(parameters.path("Wrap").asText()))
                .collect(Collectors.toSet());
    }

    /** Everything that was made belongs to an order that was acknowledged, or that the gateway knows at least. */
    private void strangers() {
        madeByOrder.keySet().stream()
                .filter(id -> !acknowledged.containsKey(id))
                .filter(id -> look(id).isEmpty())
                .forEach(id -> untrue(id + ": was made, and the gateway knows nothing of it"));
    }

    private void ledger() {
        world.processes.kill(Processes.GATEWAY);
        world.storeFaults().forEach(this::untrue);
    }

    private void lost(String what) {
        lost++;
        details.add("LOST " + what);
    }

    private void untrue(String what) {
        untrue++;
        details.add("UNTRUE " + what);
    }

    private static boolean waitsForAPerson(JsonNode order) {
        return waits(order, WAITS_FOR_A_PERSON);
    }

    /** What is in doubt is asked about again, and may still go on. */
    private static boolean isInDoubt(JsonNode order) {
        return waits(order, Set.of("InDoubt"));
    }

    private static boolean waits(JsonNode order, Set<String> states) {
        if (states.contains(order.path("state").asText())) {
            return true;
        }
        for (JsonNode item : order.path("items")) {
            for (JsonNode operation : item.path("operations")) {
                if (states.contains(operation.path("state").asText())
                        && !operation.path("reason").asText().isBlank()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String reasons(JsonNode order) {
        return order.findValues("operations").stream()
                .flatMap(operations -> StreamSupport.stream(operations.spliterator(), false))
                .filter(operation ->
                        WAITS_FOR_A_PERSON.contains(operation.path("state").asText()))
                .map(operation -> operation.path("line").asText() + " "
                        + operation.path("state").asText() + ": "
                        + operation.path("reason").asText())
                .collect(Collectors.joining("; "));
    }

    private static String orderOf(JsonNode piece) {
        return piece.path("jobOrderId").asText().replaceAll("-.*", "");
    }
}
