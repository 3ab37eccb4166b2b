package io.lineside.gateway.http;

import io.lineside.gateway.progress.Cancelled;
import io.lineside.gateway.progress.Finished;
import io.lineside.gateway.store.RequestSummary;
import io.lineside.gateway.store.RequestView;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.WorkItem;
import io.lineside.model.work.WorkRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Orders in the words of the platform API. Thread-safe. */
final class OrderJson {
    private OrderJson() {}

    /** What a platform gets back for a submission; the same again for a repeated one. */
    static JsonObject receipt(WorkRequest request, JsonArray warnings) {
        var json = new JsonObject().put("id", request.id().value());
        request.externalId().ifPresent(id -> json.put("externalId", id));
        json.put("acceptedAt", request.acceptedAt().toString())
                .put("quantity", request.quantity())
                .put("status", path(request.id().value()));
        return warnings.isEmpty() ? json : json.put("warnings", warnings);
    }

    static String path(String id) {
        return "/v1/orders/" + id;
    }

    static JsonObject order(RequestView view) {
        return order(view, OptionJson::new);
    }

    /** As everybody at the plant may see it: nothing of what is personal. */
    static JsonObject masked(RequestView view) {
        return order(view, OptionJson::masked);
    }

    private static JsonObject order(RequestView view, Function<WorkItem, OptionJson> options) {
        WorkRequest request = view.request();
        Map<Integer, List<TrackedJob>> jobs = view.jobs().stream().collect(Collectors.groupingBy(TrackedJob::item));
        var items = new JsonArray();
        int finished = 0;
        for (WorkItem item : request.items()) {
            List<TrackedJob> own = jobs.getOrDefault(item.number(), List.of());
            finished += Finished.pieces(own);
            JsonObject one = item(item, own, options.apply(item));
            if (view.state().isFinal()) {
                missing(one, item.quantity() - Finished.pieces(own), own);
            }
            items.add(one);
        }
        var json = new JsonObject().put("id", request.id().value());
        request.externalId().ifPresent(id -> json.put("externalId", id));
        json.put("state", view.state().text())
                .put("revision", view.revision())
                .put("acceptedAt", request.acceptedAt().toString())
                .put("changedAt", view.changedAt().toString())
                .put("priority", request.priority());
        put(json, "requestedBy", request.requestedBy());
        put(json, "erased", view.erasedAt());
        held(view.jobs()).findFirst().ifPresent(job -> json.put("reason", "job " + job.id() + ": " + job.reason()));
        return json.put("progress", progress(request.quantity(), finished, view.jobs()))
                .put("items", items);
    }

    static JsonObject summary(RequestSummary summary) {
        var json = new JsonObject().put("id", summary.id().value());
        summary.externalId().ifPresent(id -> json.put("externalId", id));
        return json.put("state", summary.state().text())
                .put("quantity", summary.quantity())
                .put("revision", summary.revision())
                .put("acceptedAt", summary.acceptedAt().toString())
                .put("changedAt", summary.changedAt().toString())
                .put("status", path(summary.id().value()));
    }

    private static JsonObject progress(int ordered, int finished, List<TrackedJob> jobs) {
        return new JsonObject()
                .put("ordered", ordered)
                .put("finished", finished)
                .put("scrap", jobs.stream().mapToInt(TrackedJob::scrap).sum())
                .put("cancelled", Cancelled.pieces(jobs))
                .put("cancelling", Cancelled.asked(jobs))
                .put("percent", percent(jobs))
                .put("jobsHeld", (int) held(jobs).count());
    }

    /** Jobs that wait for a person, while others of the order may go on. */
    private static Stream<TrackedJob> held(List<TrackedJob> jobs) {
        return jobs.stream().filter(job -> job.phase() == JobPhase.HELD || job.phase() == JobPhase.QUARANTINED);
    }

    /** Share of all pieces of all operations that are made, so that long first operations show progress too. */
    private static int percent(List<TrackedJob> jobs) {
        long all = jobs.stream().mapToLong(TrackedJob::quantity).sum();
        long made = jobs.stream().mapToLong(TrackedJob::good).sum();
        return all == 0 ? 0 : (int) (100 * made / all);
    }

    private static JsonObject item(WorkItem item, List<TrackedJob> jobs, OptionJson blocks) {
        var operations = new JsonArray();
        jobs.forEach(job -> operations.add(operation(job, jobs)));
        var json = new JsonObject()
                .put("number", item.number())
                .put("product", item.product())
                .put("version", item.productVersion())
                .put("quantity", item.quantity())
                .put("finished", Finished.pieces(jobs))
                .put("cancelled", Cancelled.pieces(jobs))
                .put("cancelling", Cancelled.asked(jobs))
                .put("options", blocks.options())
                .put("packaging", blocks.packaging());
        blocks.more(json);
        return json.put("specDigest", item.digest().hex()).put("operations", operations);
    }

    /** What will not be made any more, and why. */
    private static void missing(JsonObject json, int pieces, List<TrackedJob> jobs) {
        if (pieces > 0) {
            int scrap = jobs.stream().mapToInt(TrackedJob::scrap).sum();
            int times =
                    jobs.stream().mapToInt(job -> job.batch().remake()).max().orElse(0);
            String again = times == 0 ? ", none made again" : ", made again " + times + " time(s)";
            int cancelled = Cancelled.pieces(jobs);
            String why = scrap > 0
                    ? scrap + " piece(s) were scrapped on the way" + again
                    : "a job was not made to its end, see operations";
            String wish = cancelled + " piece(s) were cancelled by the platform";
            json.put("missing", pieces)
                    .put("missingBecause", cancelled >= pieces ? wish : cancelled > 0 ? wish + "; " + why : why);
        }
    }

    private static JsonObject operation(TrackedJob job, List<TrackedJob> ofItem) {
        var json = new JsonObject()
                .put("operation", job.operation())
                .put("jobOrder", job.id().value())
                .put("line", job.line().value())
                .put("state", job.phase().text())
                .put("units", job.batch().units().text())
                .put("quantity", job.quantity())
                .put("good", job.good())
                .put("scrap", job.scrap());
        if (!job.reason().isEmpty()) {
            json.put("reason", job.reason());
        }
        replaced(job, ofItem)
                .ifPresent(before -> json.put("replaces", before.id().value()));
        put(json, "sentAt", job.sentAt());
        put(json, "startedAt", job.startedAt());
        put(json, "endedAt", job.endedAt());
        return json;
    }

    /** The job whose scrap it makes again. */
    private static Optional<TrackedJob> replaced(TrackedJob job, List<TrackedJob> ofItem) {
        if (job.batch().remake() == 0) {
            return Optional.empty();
        }
        return ofItem.stream()
                .filter(other -> other.operation().equals(job.operation())
                        && other.batch().number() == job.batch().number()
                        && other.batch().remake() == job.batch().remake() - 1)
                .findFirst();
    }

    private static void put(JsonObject json, String name, Optional<Instant> instant) {
        instant.ifPresent(at -> json.put(name, at.toString()));
    }
}
