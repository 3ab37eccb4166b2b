package io.lineside.gateway.intake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lineside.gateway.intake.FirstJobs.Begin;
import io.lineside.gateway.intake.FirstJobs.Standing;
import io.lineside.gateway.store.ActionDecision;
import io.lineside.gateway.store.ActionDecision.Change;
import io.lineside.gateway.store.ActionView;
import io.lineside.model.EquipmentId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.WorkItem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** What of an order may still be changed, at once or by asking its lines, and what is answered. Pure. */
final class OrderActionRules {
    private final ActionView view;
    private final FirstJobs first;
    private final List<Change> changes = new ArrayList<>();
    private final Map<TrackedJob, Integer> lowered = new LinkedHashMap<>();

    /** {@code mayEnd}: whether a line can be asked to take back, or to end, a job that is there in this phase. */
    OrderActionRules(ActionView view, BiPredicate<EquipmentId, JobPhase> mayEnd) {
        this.view = view;
        this.first = new FirstJobs(view, mayEnd);
    }

    ActionDecision judge(OrderAction action) {
        if (action instanceof OrderAction.Cancel cancel) {
            return answer("cancel", item -> {
                int asked = cancel.pieces()
                        .map(pieces -> pieces.getOrDefault(item.number(), 0))
                        .orElse(first.left(item));
                return answer(item, new Cancellation(first, first.of(item), asked).carryOut());
            });
        }
        if (action instanceof OrderAction.Amend amend) {
            return answer("amend", item -> {
                int left = first.left(item);
                int asked = left - amend.pieces().getOrDefault(item.number(), left);
                return answer(item, new Cancellation(first, first.of(item), asked).carryOutTheRest());
            });
        }
        return action instanceof OrderAction.Hold
                ? answer(
                        "hold",
                        item -> move(item, first::isFree, JobPhase.HELD, EventType.JOB_HELD, FirstJobs.HELD, "held"))
                : answer(
                        "resume",
                        item -> move(item, first::isHeld, JobPhase.QUEUED, EventType.JOB_RESUMED, "", "resumed"));
    }

    /** Faults of a wish about pieces: items that are not there, and more pieces than are left. */
    List<Cause> faults(Map<Integer, Integer> pieces) {
        List<Cause> causes = new ArrayList<>();
        var numbers = List.copyOf(pieces.keySet());
        for (int i = 0; i < numbers.size(); i++) {
            int number = numbers.get(i);
            var item = view.request().request().items().stream()
                    .filter(candidate -> candidate.number() == number)
                    .findFirst();
            if (item.isEmpty()) {
                causes.add(new Cause(
                        "/items/" + i + "/number",
                        "range",
                        Integer.toString(number),
                        "1 to " + view.request().request().items().size(),
                        "is no item of this order"));
            } else if (pieces.getOrDefault(number, 0) > first.left(item.get())) {
                causes.add(new Cause(
                        "/items/" + i + "/quantity",
                        "range",
                        String.valueOf(pieces.get(number)),
                        "at most " + first.left(item.get()),
                        "is more than the item has left; more of it is another order"));
            }
        }
        return causes;
    }

    /** What may still be done, as JSON. */
    String possible() {
        boolean over = view.request().state().isFinal();
        ObjectNode json = head();
        json.put("state", view.request().state().text());
        ArrayNode actions = json.putArray("actions");
        ObjectNode cancel = actions.addObject().put("action", "cancel");
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        int pieces = 0;
        for (WorkItem item : view.request().request().items()) {
            List<Begin> begins = over ? List.of() : first.of(item);
            int free = unmade(begins, Standing.FREE);
            int endable = unmade(begins, Standing.ENDABLE);
            pieces += free + endable;
            items.addObject()
                    .put("number", item.number())
                    .put("pieces", free)
                    .put("mayBeAsked", endable)
                    .put("cancelling", unmade(begins, Standing.ASKED));
        }
        cancel.put("possible", pieces > 0)
                .put("until", "a line is sent the pieces; from then on until it has made them, if it ends the job")
                .set("items", items);
        boolean holds = !over && jobs().stream().anyMatch(first::isFree);
        actions.addObject().put("action", "hold").put("possible", holds).put("until", "its last job is sent");
        boolean resumes = !over && jobs().stream().anyMatch(first::isHeld);
        actions.addObject().put("action", "resume").put("possible", resumes).put("until", "it is resumed");
        return json.toString();
    }

    private interface Judge {
        ObjectNode of(WorkItem item);
    }

    private ActionDecision answer(String word, Judge judge) {
        ObjectNode json = head().put("action", word);
        ArrayNode items = json.putArray("items");
        view.request()
                .request()
                .items()
                .forEach(item -> items.add(judge.of(item).put("number", item.number())));
        return new ActionDecision(changes, lowered, json.toString());
    }

    private ObjectNode head() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("order", view.request().request().id().value());
    }

    private ObjectNode answer(WorkItem item, Cancellation done) {
        changes.addAll(done.changes());
        lowered.putAll(done.lowered());
        return JsonNodeFactory.instance
                .objectNode()
                .put("asked", done.asked())
                .put("cancelled", done.cancelled())
                .put("cancelling", done.cancelling())
                .put("notCancelled", done.notCancelled())
                .put("quantity", first.left(item) - done.cancelled())
                .put("detail", done.detail());
    }

    private static int unmade(List<Begin> begins, Standing standing) {
        return begins.stream()
                .filter(begin -> begin.standing() == standing)
                .mapToInt(Begin::unmade)
                .sum();
    }

    private ObjectNode move(
            WorkItem item, Predicate<TrackedJob> which, JobPhase to, EventType event, String reason, String word) {
        List<TrackedJob> own =
                jobs().stream().filter(job -> job.item() == item.number()).toList();
        List<TrackedJob> moved = own.stream().filter(which).toList();
        moved.forEach(job -> changes.add(new Change(job, JobChange.to(to, event, job, reason))));
        long others = own.stream().filter(job -> !job.phase().isFinal()).count() - moved.size();
        return JsonNodeFactory.instance
                .objectNode()
                .put(word, moved.size())
                .put("goingOn", others)
                .put("detail", moved.size() + " job(s) " + word + ", " + others + " go on as they are");
    }

    private List<TrackedJob> jobs() {
        return view.request().jobs();
    }
}
