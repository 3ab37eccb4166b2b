package io.lineside.gateway.http;

import io.lineside.gateway.store.LineWork;
import io.lineside.gateway.store.WaitingJob;
import io.lineside.model.EquipmentId;
import io.lineside.model.line.LineHealth;
import io.lineside.model.work.TrackedJob;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * A line on the board.
 *
 * @param overdue jobs that are at work for too long
 * @param pieces good ones of the last minutes
 */
record PlantLine(EquipmentId line, LineHealth health, LineWork work, int overdue, int pieces) implements LinePick.Row {
    /** Those that need somebody first. */
    static final Comparator<PlantLine> ORDER =
            Comparator.comparingInt(PlantLine::rank).thenComparing(PlantLine::id);

    /** What a desk's reason begins with among the warnings. */
    private static final String WORK_WAITS = "work waits";

    /** A contact is told so exactly and not more, so that a line which is well is not news every second. */
    private static final long CONTACT_SECONDS = 10;

    @Override
    public String id() {
        return line.value();
    }

    @Override
    public boolean needsCare() {
        return rank() < 2;
    }

    private int rank() {
        if (!health.connected()) {
            return 0;
        }
        boolean waits = health.warnings().stream().anyMatch(warning -> warning.startsWith(WORK_WAITS));
        return work.waiting() > 0 || overdue > 0 || waits ? 1 : 2;
    }

    /** The line as it is shown; the same for as long as nobody would see a difference. */
    JsonObject json(Instant now) {
        var jobs = new JsonArray();
        work.atLine().forEach(job -> jobs.add(job(job)));
        var json = new JsonObject()
                .put("line", id())
                .put("connected", health.connected())
                .put("detail", health.detail())
                .put("warnings", new JsonArray(health.warnings()))
                .put("care", needsCare())
                .put("ready", work.ready())
                .put("waiting", work.waiting())
                .put("overdue", overdue)
                .put("pieces", pieces)
                .put("jobs", jobs);
        if (!work.reason().isEmpty()) {
            json.put("reason", work.reason());
        }
        health.lastContact().ifPresent(at -> json.put("lastContact", coarse(at).toString()));
        certificate()
                .ifPresent(until ->
                        json.put("certificateDays", Duration.between(now, until).toDays()));
        return json;
    }

    private static JsonObject job(WaitingJob waiting) {
        TrackedJob job = waiting.job();
        return new JsonObject()
                .put("jobOrder", job.id().value())
                .put("order", job.request().value())
                .put("operation", job.operation())
                .put("state", job.phase().text())
                .put("quantity", job.quantity())
                .put("good", job.good())
                .put("scrap", job.scrap());
    }

    private static Instant coarse(Instant at) {
        return Instant.ofEpochSecond(at.getEpochSecond() - at.getEpochSecond() % CONTACT_SECONDS);
    }

    /** When the first of the two certificates ends. */
    Optional<Instant> certificate() {
        Optional<Instant> own = health.measures().gatewayCertificateUntil();
        Optional<Instant> theirs = health.measures().lineCertificateUntil();
        if (own.isPresent() && theirs.isPresent()) {
            return own.get().isBefore(theirs.get()) ? own : theirs;
        }
        return own.or(() -> theirs);
    }
}
