package io.lineside.gateway.http;

import io.lineside.gateway.progress.UnitFate;
import io.lineside.model.WorkRequestId;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.JobResponse;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.UnitSerial;
import io.lineside.model.work.WorkItem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pieces in the words of the platform API. Thread-safe. */
final class UnitJson {
    private static final Pattern END = Pattern.compile("-([1-9]\\d{0,5})-(\\d{5})");

    private UnitJson() {}

    /** The serial of a piece: the same for the same order, item and number for ever. */
    static String serial(WorkRequestId order, int item, int number) {
        return UnitSerial.of(order, item, number);
    }

    /** Item and number of a piece; empty for what is no serial of this order. */
    static Optional<int[]> place(WorkRequestId order, String serial) {
        Matcher end = END.matcher(
                serial.startsWith(order.value())
                        ? serial.substring(order.value().length())
                        : "");
        return end.matches() && !end.group(2).equals("00000")
                ? Optional.of(new int[] {Integer.parseInt(end.group(1)), Integer.parseInt(end.group(2))})
                : Optional.empty();
    }

    static JsonObject summary(WorkRequestId order, WorkItem item, int number, UnitFate fate) {
        var json = new JsonObject()
                .put("serial", serial(order, item.number(), number))
                .put("item", item.number())
                .put("number", number)
                .put("specDigest", item.digest().hex())
                .put("state", fate.state().text())
                .put("certain", fate.certain());
        if (!fate.jobs().isEmpty()) {
            TrackedJob last = fate.jobs().get(fate.jobs().size() - 1);
            json.put("batch", last.batch().number()).put("remake", last.batch().remake());
        }
        return json;
    }

    /** With what was ordered, what lines were told, and what they reported. */
    static JsonObject whole(
            WorkRequestId order, WorkItem item, int number, UnitFate fate, Map<TrackedJob, JobOrder> instructed) {
        var blocks = new OptionJson(item);
        var ordered = new JsonObject()
                .put("product", item.product())
                .put("version", item.productVersion())
                .put("options", blocks.options())
                .put("packaging", blocks.packaging());
        blocks.more(ordered);
        var told = new JsonArray();
        var built = new JsonArray();
        fate.jobs().forEach(job -> {
            told.add(told(job, Optional.ofNullable(instructed.get(job)), item));
            built.add(built(job, number));
        });
        var json = summary(order, item, number, fate);
        if (!fate.remark().isEmpty()) {
            json.put("remark", fate.remark());
        }
        return json.put("asOrdered", ordered.put("specDigest", item.digest().hex()))
                .put("asInstructed", told)
                .put("asBuilt", built);
    }

    private static JsonObject told(TrackedJob job, Optional<JobOrder> order, WorkItem item) {
        var json = new JsonObject()
                .put("operation", job.operation())
                .put("jobOrder", job.id().value())
                .put("line", job.line().value())
                .put("units", job.batch().units().text())
                .put("attempts", job.attempt());
        job.sentAt().ifPresent(at -> json.put("sentAt", at.toString()));
        order.ifPresent(sent -> {
            String digest = sent.parameters().stream()
                    .filter(parameter -> parameter.id().equals(JobOrder.SPEC_DIGEST_PARAMETER))
                    .map(parameter -> String.valueOf(parameter.value().plain()))
                    .findFirst()
                    .orElse("");
            var parameters = new JsonObject();
            sent.parameters().stream()
                    .filter(parameter -> !parameter.id().equals(JobOrder.SPEC_DIGEST_PARAMETER))
                    .forEach(parameter -> parameters.put(parameter.id(), plain(parameter)));
            json.put("workMaster", sent.workMasterId().value())
                    .put("specDigest", digest)
                    .put("asOrdered", digest.equals(item.digest().hex()))
                    .put("parameters", parameters);
        });
        return json;
    }

    private static Object plain(JobParameter parameter) {
        return parameter.value().plain();
    }

    /** The counts are those of the job; {@code unit} is there only where the line named this piece. */
    private static JsonObject built(TrackedJob job, int number) {
        var json = new JsonObject()
                .put("operation", job.operation())
                .put("jobOrder", job.id().value())
                .put("line", job.line().value())
                .put("state", job.phase().text())
                .put("units", job.batch().units().text())
                .put("good", job.good())
                .put("scrap", job.scrap());
        if (job.named().scrap().contains(number)) {
            json.put("unit", JobResponse.SCRAP_UNIT);
        } else if (job.named().good().contains(number)) {
            json.put("unit", JobResponse.GOOD_UNIT);
        }
        if (!job.reason().isEmpty()) {
            json.put("reason", job.reason());
        }
        job.startedAt().ifPresent(at -> json.put("startedAt", at.toString()));
        job.endedAt().ifPresent(at -> json.put("endedAt", at.toString()));
        job.lastReport().at().ifPresent(at -> json.put("reportedAt", at.toString()));
        return json;
    }
}
