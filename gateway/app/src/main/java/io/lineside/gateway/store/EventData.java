package io.lineside.gateway.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lineside.model.JobOrderId;
import io.lineside.model.line.MemoryId;
import io.lineside.model.work.AcceptTrace;
import io.lineside.model.work.Batch;
import io.lineside.model.work.CancelWish;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.PlannedJob;
import io.lineside.model.work.RequestState;
import io.lineside.model.work.TrackedJob;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The {@code data} of ledger events: enough to rebuild the rows that change, and what a reader wants to know. */
final class EventData {

    private EventData() {}

    static ObjectNode accepted(Acceptance acceptance) {
        var request = acceptance.request();
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("state", RequestState.ACCEPTED.text())
                .put("tenant", request.tenant().value())
                .put("quantity", request.quantity())
                .put("priority", request.priority())
                .put("bodyDigest", acceptance.bodyDigest());
        var items = json.putArray("items");
        request.items()
                .forEach(item -> items.addObject().put("item", item.number()).put("quantity", item.quantity()));
        request.externalId().ifPresent(externalId -> json.put("externalId", externalId));
        request.requestedBy().ifPresent(time -> json.put("requestedBy", time.toString()));
        acceptance.trace().ifPresent(trace -> trace(json.putObject("trace"), trace));
        return json;
    }

    private static void trace(ObjectNode json, AcceptTrace trace) {
        var arrival = trace.arrival();
        arrival.parent().ifPresent(parent -> json.put("parent", parent.header()));
        json.put("way", arrival.way())
                .put("at", ChronoUnit.MICROS.between(Instant.EPOCH, arrival.at()))
                .put("planFrom", trace.planFrom())
                .put("planTo", trace.planTo());
    }

    static ObjectNode planned(TrackedJob job, PlannedJob plan, String payloadSha256) {
        return planned(job, plan.after(), payloadSha256).put("why", plan.why());
    }

    static ObjectNode again(TrackedJob job, Set<JobOrderId> after, String payloadSha256, RequestRules.Placed placed) {
        return planned(job, after, payloadSha256)
                .put("why", placed.why())
                .put("replaces", placed.replaced().value());
    }

    private static ObjectNode planned(TrackedJob job, Set<JobOrderId> predecessors, String payloadSha256) {
        var json = batch(job(job), job.batch())
                .put("lastOperation", job.lastOperation())
                .put("payloadSha256", payloadSha256);
        var after = json.putArray("after");
        predecessors.stream().map(JobOrderId::value).sorted().forEach(after::add);
        return json;
    }

    private static ObjectNode batch(ObjectNode json, Batch batch) {
        return json.put("batch", batch.number())
                .put("remake", batch.remake())
                .put("units", batch.units().text());
    }

    static ObjectNode changed(TrackedJob job, JobChange change) {
        var json = job(job);
        change.machineTime().ifPresent(time -> json.put("machineTime", time.toString()));
        if (!change.evidence().isEmpty()) {
            var evidence = json.putObject("evidence");
            new TreeMap<>(change.evidence()).forEach(evidence::put);
        }
        return json;
    }

    static ObjectNode job(TrackedJob job) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("phase", job.phase().text())
                .put("line", job.line().value())
                .put("item", job.item())
                .put("operation", job.operation())
                .put("quantity", job.quantity())
                .put("waitsFor", job.waitsFor())
                .put("attempt", job.attempt())
                .put("good", job.good())
                .put("scrap", job.scrap())
                .put("reason", job.reason())
                .put("cleared", job.cleared());
        if (!job.named().isEmpty()) {
            json.put("goodUnits", job.named().good().text())
                    .put("scrapUnits", job.named().scrap().text());
        }
        if (job.wish() != CancelWish.NONE) {
            json.put("wish", job.wish().text());
        }
        job.lastReport().sequence().ifPresent(number -> json.put("reportSequence", number));
        job.lastReport().at().ifPresent(time -> json.put("reportedAt", time.toString()));
        return json;
    }

    static ObjectNode sending(TrackedJob job, Optional<MemoryId> memory) {
        var json = job(job);
        memory.ifPresent(id -> json.put("memory", id.value()));
        return json;
    }

    static ObjectNode released(Acceptance acceptance) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("state", RequestState.RELEASED.text())
                .put("jobs", acceptance.jobs().size())
                .put(
                        "lines",
                        acceptance.jobs().stream()
                                .map(job -> job.line().value())
                                .distinct()
                                .sorted()
                                .collect(Collectors.joining(" ")));
    }

    static ObjectNode state(RequestState from, RequestState to) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("from", from.text())
                .put("to", to.text())
                .put("state", to.text());
    }
}
