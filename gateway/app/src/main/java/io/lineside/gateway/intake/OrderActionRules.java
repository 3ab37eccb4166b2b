package io.lineside.gateway.intake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lineside.gateway.store.ActionDecision;
import io.lineside.gateway.store.ActionDecision.Change;
import io.lineside.gateway.store.ActionView;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.WorkItem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What of an order may still be changed, and what is answered. Only what no line has, and never had, is. Pure. */
final class OrderActionRules {
    /** With this begins the reason of a job that its platform holds; a person's hold says something else. */
    static final String HELD = "held by the platform";

    private final ActionView view;
    private final List<Change> changes = new ArrayList<>();
    private final Map<TrackedJob, Integer> lowered = new LinkedHashMap<>();

    OrderActionRules(ActionView view) {
        this.view = view;
    }

    ActionDecision judge(OrderAction action) {
        if (action instanceof OrderAction.Cancel cancel) {
            return answer(
                    "cancel",
                    item -> cancel(
                            item,
                            cancel.pieces()
                                    .map(p -> p.getOrDefault(item.number(), 0))
                                    .orElse(left(item))));
        }
        if (action instanceof OrderAction.Amend amend) {
            return answer("amend", item -> {
                int left = left(item);
                return cancel(item, left - amend.pieces().getOrDefault(item.number(), left));
            });
        }
        return action instanceof OrderAction.Hold
                ? answer("hold", item -> move(item, this::isFree, JobPhase.HELD, EventType.JOB_HELD, HELD, "held"))
                : answer(
                        "resume",
                        item -> move(item, this::isHeld, JobPhase.QUEUED, EventType.JOB_RESUMED, "", "resumed"));
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
            } else if (pieces.getOrDefault(number, 0) > left(item.get())) {
                causes.add(new Cause(
                        "/items/" + i + "/quantity",
                        "range",
                        String.valueOf(pieces.get(number)),
                        "at most " + left(item.get()),
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
            int free = over ? 0 : free(item);
            pieces += free;
            items.addObject().put("number", item.number()).put("pieces", free);
        }
        cancel.put("possible", pieces > 0)
                .put("until", "a line is sent the pieces")
                .set("items", items);
        boolean holds = !over && jobs().stream().anyMatch(this::isFree);
        actions.addObject().put("action", "hold").put("possible", holds).put("until", "its last job is sent");
        boolean resumes = !over && jobs().stream().anyMatch(this::isHeld);
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

    private ObjectNode cancel(WorkItem item, int asked) {
        int cancelled = Math.min(asked, free(item));
        roots(item).values().forEach(jobs -> cancel(jobs, cancelled));
        int kept = asked - cancelled;
        int left = left(item) - cancelled;
        String detail = cancelled + " of " + asked + " cancelled"
                + (kept == 0 ? "" : ", " + kept + " are made, or at their line, or wait for a person");
        return JsonNodeFactory.instance
                .objectNode()
                .put("asked", asked)
                .put("cancelled", cancelled)
                .put("notCancelled", kept)
                .put("quantity", left)
                .put("detail", detail);
    }

    private void cancel(List<TrackedJob> jobs, int pieces) {
        int left = pieces;
        // The last planned first: what comes first may be sent at any moment.
        for (int i = jobs.size() - 1; i >= 0 && left > 0; i--) {
            TrackedJob job = jobs.get(i);
            if (!isCancellable(job)) {
                continue;
            }
            if (job.quantity() <= left) {
                left -= job.quantity();
                changes.add(new Change(
                        job,
                        JobChange.to(JobPhase.CANCELLED, EventType.JOB_CANCELLED, job, "cancelled by the platform")));
            } else {
                lowered.put(job, job.quantity() - left);
                left = 0;
            }
        }
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

    /** Pieces of an item that are not cancelled yet. */
    private int left(WorkItem item) {
        return roots(item).values().stream()
                .mapToInt(
                        jobs -> jobs.stream().mapToInt(OrderActionRules::wanted).sum())
                .min()
                .orElse(0);
    }

    /** A job that makes scrap again adds no piece to those it stands for, but takes them away when it is cancelled. */
    private static int wanted(TrackedJob job) {
        boolean cancelled = job.phase() == JobPhase.CANCELLED;
        if (job.batch().remake() > 0) {
            return cancelled ? -job.quantity() : 0;
        }
        return cancelled ? 0 : job.quantity();
    }

    /** Pieces of an item that nobody has begun. */
    private int free(WorkItem item) {
        return roots(item).values().stream()
                .mapToInt(jobs -> jobs.stream()
                        .filter(this::isCancellable)
                        .mapToInt(TrackedJob::quantity)
                        .sum())
                .min()
                .orElse(0);
    }

    /** The jobs with which the making of an item begins, by operation: cancelled with them, nothing comes after. */
    private Map<String, List<TrackedJob>> roots(WorkItem item) {
        var roots = new LinkedHashMap<String, List<TrackedJob>>();
        jobs().stream()
                .filter(job -> job.item() == item.number() && !view.followers().contains(job.id()))
                .forEach(job -> roots.computeIfAbsent(job.operation(), key -> new ArrayList<>())
                        .add(job));
        return roots;
    }

    private List<TrackedJob> jobs() {
        return view.request().jobs();
    }

    private boolean isCancellable(TrackedJob job) {
        return isFree(job) || (isHeld(job) && !view.doubtful().contains(job.id()));
    }

    private boolean isFree(TrackedJob job) {
        return job.phase() == JobPhase.QUEUED && !view.doubtful().contains(job.id());
    }

    private boolean isHeld(TrackedJob job) {
        return job.phase() == JobPhase.HELD && job.reason().equals(HELD);
    }
}
