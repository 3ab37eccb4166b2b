package io.lineside.gateway.http;

import io.lineside.gateway.dispatch.OverdueJob;
import io.lineside.gateway.store.JobFile;
import io.lineside.gateway.store.KeptReport;
import io.lineside.gateway.store.SendRecord;
import io.lineside.gateway.store.WaitingJob;
import io.lineside.model.EquipmentId;
import io.lineside.model.line.MemoryId;
import io.lineside.model.work.LedgerEvent;
import io.lineside.model.work.TrackedJob;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Jobs as the people at the lines see them. Thread-safe. */
final class JobJson {
    private JobJson() {}

    static JsonObject job(WaitingJob waiting, Instant now) {
        var json = job(waiting.job());
        return json.put("since", waiting.since().toString())
                .put(
                        "ageSeconds",
                        Math.max(0, Duration.between(waiting.since(), now).toSeconds()));
    }

    static JsonObject job(OverdueJob overdue, Instant now) {
        return job(overdue.job(), now)
                .put("overdue", true)
                .put("limit", overdue.limit().toString());
    }

    /** What waits for somebody: these jobs, and reports that could not be kept. */
    static JsonObject stuck(JsonArray jobs, List<KeptReport> dead) {
        var reports = new JsonArray();
        dead.forEach(report -> reports.add(report(report)));
        return new JsonObject().put("jobs", jobs).put("deadReports", reports);
    }

    /** How many jobs of each line wait. */
    static JsonArray lines(Map<EquipmentId, Integer> jobs) {
        var lines = new JsonArray();
        jobs.forEach((line, count) ->
                lines.add(new JsonObject().put("line", line.value()).put("jobs", count)));
        return lines;
    }

    /** The overdue jobs of one line, the oldest first, at least one. */
    static JsonObject overdue(List<OverdueJob> jobs, Instant now) {
        OverdueJob oldest = jobs.get(0);
        TrackedJob job = oldest.job().job();
        long age = Math.max(0, oldest.age(now).toSeconds());
        return new JsonObject()
                .put("count", jobs.size())
                .put("oldestAgeSeconds", age)
                .put("oldestJobOrder", job.id().value())
                .put(
                        "detail",
                        "job " + job.id() + " has been " + job.phase().text() + " for " + age + " s, longer than "
                                + oldest.limit());
    }

    static JsonObject job(TrackedJob job) {
        var json = new JsonObject()
                .put("jobOrder", job.id().value())
                .put("order", job.request().value())
                .put("item", job.item())
                .put("operation", job.operation())
                .put("line", job.line().value())
                .put("state", job.phase().text())
                .put("attempt", job.attempt())
                .put("quantity", job.quantity())
                .put("good", job.good())
                .put("scrap", job.scrap());
        if (!job.reason().isEmpty()) {
            json.put("reason", job.reason());
        }
        return json;
    }

    static JsonObject file(JobFile file, Instant now) {
        var events = new JsonArray();
        file.events().forEach(event -> events.add(event(event)));
        return job(file.waiting(), now)
                .put("tenant", file.tenant().value())
                .put("evidence", evidence(file.sent()))
                .put("payload", file.payload().isEmpty() ? null : new JsonObject(file.payload()))
                .put("payloadSound", file.payloadSound())
                .put("events", events);
    }

    private static JsonObject evidence(SendRecord sent) {
        var refusals = new JsonObject();
        sent.refusals().forEach((line, reason) -> refusals.put(line.value(), reason));
        return new JsonObject()
                .put(
                        "atTheLine",
                        switch (sent.standing()) {
                            case NOT_THERE -> "no";
                            case MAY_BE_THERE -> "unknown";
                            case TAKEN -> "taken";
                        })
                .put("memoryAtSending", sent.memory().map(MemoryId::value).orElse(null))
                .put(
                        "capableLines",
                        new JsonArray(
                                sent.capable().stream().map(EquipmentId::value).toList()))
                .put("refusals", refusals)
                .put("specDigest", sent.specDigest());
    }

    static JsonObject event(LedgerEvent event) {
        return new JsonObject()
                .put("seq", event.seq())
                .put("at", event.at().toString())
                .put("type", event.type().text())
                .put("data", new JsonObject(event.data()));
    }

    static JsonObject report(KeptReport kept) {
        return new JsonObject()
                .put("line", kept.report().line().value())
                .put("jobOrder", kept.report().job().value())
                .put("reason", kept.report().reason())
                .put("report", kept.report().report())
                .put("receivedAt", kept.receivedAt().toString())
                .put("lastAt", kept.lastAt().toString())
                .put("times", kept.times());
    }
}
