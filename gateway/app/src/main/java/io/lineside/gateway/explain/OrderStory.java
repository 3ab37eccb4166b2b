package io.lineside.gateway.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lineside.gateway.store.RequestView;
import io.lineside.model.work.LedgerEvent;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.WorkRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The story of an order from the ledger, as text. The same ledger at the same time tells the same. Thread-safe. */
public final class OrderStory {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private OrderStory() {}

    /** Tells everything that happened, in order, and what each job waits for now. */
    public static String tell(RequestView view, List<LedgerEvent> events, Instant now) {
        var text = new StringBuilder();
        head(text, view, now);
        text.append("\nWhat happened\n");
        events.forEach(event -> event(text, event));
        text.append("\nNow\n");
        view.jobs().forEach(job -> job(text, job, events, now));
        return text.toString();
    }

    private static void head(StringBuilder text, RequestView view, Instant now) {
        WorkRequest request = view.request();
        text.append("Order ").append(request.id());
        request.externalId().ifPresent(id -> text.append(" (").append(id).append(')'));
        text.append(" of ")
                .append(request.tenant())
                .append(": ")
                .append(view.state().text());
        text.append(", changed ").append(age(view.changedAt(), now)).append(" ago\n");
        text.append(request.quantity())
                .append(" piece(s) in ")
                .append(request.items().size())
                .append(" item(s)");
        request.requestedBy().ifPresent(by -> text.append(", wanted by ").append(by));
        text.append('\n');
    }

    private static void event(StringBuilder text, LedgerEvent event) {
        JsonNode data = data(event);
        text.append("  ").append(event.at()).append("  ");
        event.job().ifPresent(job -> text.append(job).append(' '));
        text.append(EventWords.of(event.type(), data)).append('\n');
        machineTime(text, event, data);
        data.path("evidence").properties().forEach(fact -> text.append("      ")
                .append(fact.getKey())
                .append(": ")
                .append(fact.getValue().asText())
                .append('\n'));
    }

    /** A machine's clock is not ours: what it says is told beside the time at which we heard of it. */
    private static void machineTime(StringBuilder text, LedgerEvent event, JsonNode data) {
        if (!data.hasNonNull("machineTime")) {
            return;
        }
        Instant there = Instant.parse(data.path("machineTime").asText());
        text.append("      the machine's clock: ").append(there);
        Duration apart = Duration.between(there, event.at());
        if (apart.abs().compareTo(Duration.ofSeconds(1)) >= 0) {
            text.append(" (heard of ").append(words(apart.abs())).append(apart.isNegative() ? " before" : " later");
            text.append(')');
        }
        text.append('\n');
    }

    private static void job(StringBuilder text, TrackedJob job, List<LedgerEvent> events, Instant now) {
        text.append("  ")
                .append(job.id())
                .append(": ")
                .append(job.phase().text())
                .append(" at ")
                .append(job.line());
        text.append(" for ").append(age(since(job, events), now));
        text.append(", ")
                .append(job.good())
                .append(" of ")
                .append(job.quantity())
                .append(" made");
        if (job.scrap() > 0) {
            text.append(", ").append(job.scrap()).append(" scrapped");
        }
        text.append('\n');
        line(text, "because", job.reason());
        NextStep next = NextStep.of(job);
        line(text, "waits for", next.waitsFor());
        line(text, "a person can", next.person());
    }

    private static void line(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append("      ").append(name).append(": ").append(value).append('\n');
        }
    }

    /** The first event of the unbroken row of events that ends with the job in its phase. */
    private static Instant since(TrackedJob job, List<LedgerEvent> events) {
        Instant since = job.queuedAt();
        String before = "";
        for (LedgerEvent event : events) {
            if (event.job().filter(job.id()::equals).isPresent()) {
                String phase = data(event).path("phase").asText();
                if (!phase.equals(before)) {
                    since = event.at();
                }
                before = phase;
            }
        }
        return since;
    }

    private static String age(Instant since, Instant now) {
        Duration age = Duration.between(since, now);
        return words(age.isNegative() ? Duration.ZERO : age);
    }

    private static String words(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + " d " + time.toHoursPart() + " h";
        }
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toSeconds() + " s";
    }

    private static JsonNode data(LedgerEvent event) {
        try {
            return MAPPER.readTree(event.data());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "ledger event " + event.seq() + " of order " + event.request() + " is not JSON", e);
        }
    }
}
