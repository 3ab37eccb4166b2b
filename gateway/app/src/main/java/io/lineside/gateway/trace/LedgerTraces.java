package io.lineside.gateway.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lineside.gateway.observe.EventText;
import io.lineside.gateway.trace.OrderTrace.Stage;
import io.lineside.model.TraceParent;
import io.lineside.model.WorkRequestId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.LedgerEvent;
import io.lineside.model.work.RequestState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Makes spans of the ledger's events. What it does not know of an order, after a restart, it reads in the order's own events, so
 * that the trace goes on as it began. Confined to one thread.
 */
final class LedgerTraces {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_ORDERS = 50_000;
    private static final String QUEUED = "queued";
    private static final String DISPATCH = "dispatch";
    private static final String WAITING = "waiting at the line";
    private static final String MADE = "made";

    private static final Set<EventType> FAILED = EnumSet.of(
            EventType.JOB_NOT_DELIVERED,
            EventType.JOB_REFUSED_BY_LINE,
            EventType.JOB_REROUTED,
            EventType.JOB_IN_DOUBT,
            EventType.JOB_ABORTED,
            EventType.JOB_FAILED,
            EventType.JOB_QUARANTINED);

    private final Map<WorkRequestId, OrderTrace> orders = new Latest();
    private final double sample;
    private final UnaryOperator<String> protocols;
    private final Function<WorkRequestId, List<LedgerEvent>> history;
    private final Consumer<Span> sink;

    /**
     * Traces that go to {@code sink}.
     *
     * @param sample which part of the orders is traced whose platform has not decided that, 0 to 1
     * @param protocols of the lines, by their ids
     * @param history every event of an order so far
     */
    LedgerTraces(
            double sample,
            UnaryOperator<String> protocols,
            Function<WorkRequestId, List<LedgerEvent>> history,
            Consumer<Span> sink) {
        this.sample = sample;
        this.protocols = protocols;
        this.history = history;
        this.sink = sink;
    }

    /** Goes on by the events of a commit, which was durable at that time. */
    void committed(List<LedgerEvent> events, Instant durable) {
        for (LedgerEvent event : events) {
            if (event.type() == EventType.ORDER_ACCEPTED) {
                OrderTrace order = begin(event);
                orders.put(event.request(), order);
                if (order.accepted().sampled()) {
                    accepted(order, event, durable);
                }
            } else {
                OrderTrace order = known(event);
                if (order.accepted().sampled()) {
                    goOn(order, event, sink);
                }
            }
        }
    }

    private OrderTrace known(LedgerEvent event) {
        OrderTrace known = orders.get(event.request());
        if (known != null) {
            return known;
        }
        OrderTrace read = null;
        for (LedgerEvent before : history.apply(event.request())) {
            if (before.position() < event.position()) {
                read = before.type() == EventType.ORDER_ACCEPTED ? begin(before) : read;
                if (read != null) {
                    goOn(read, before, span -> {});
                }
            }
        }
        OrderTrace order = read == null ? new OrderTrace(own(event.request().value()), event.at()) : read;
        orders.put(event.request(), order);
        return order;
    }

    private TraceParent own(String order) {
        String trace = TraceIds.trace(order);
        return new TraceParent(trace, TraceIds.accepted(order), TraceIds.isAmong(trace, sample));
    }

    private OrderTrace begin(LedgerEvent event) {
        JsonNode trace = json(event).path("trace");
        String order = event.request().value();
        TraceParent own = TraceParent.of(trace.path("parent").textValue())
                .map(parent -> new TraceParent(parent.traceId(), TraceIds.accepted(order), parent.sampled()))
                .orElseGet(() -> own(order));
        return new OrderTrace(
                own,
                trace.isMissingNode() ? event.at() : micros(trace.path("at").asLong()));
    }

    private void accepted(OrderTrace order, LedgerEvent event, Instant durable) {
        JsonNode data = json(event);
        JsonNode trace = data.path("trace");
        Optional<String> caller =
                TraceParent.of(trace.path("parent").textValue()).map(TraceParent::spanId);
        boolean asked = !trace.isMissingNode();
        Map<String, Object> attributes = attributes(event);
        attributes.put("lineside.tenant", data.path("tenant").asText());
        attributes.put("lineside.quantity", data.path("quantity").asLong());
        sink.accept(new Span(
                order.accepted().traceId(),
                order.accepted().spanId(),
                caller,
                asked ? Span.Kind.SERVER : Span.Kind.INTERNAL,
                asked ? trace.path("way").asText() : "order accepted",
                order.begun(),
                later(order.begun(), durable),
                attributes,
                false));
        if (asked) {
            Instant from = order.begun().plus(trace.path("planFrom").asLong(), ChronoUnit.MICROS);
            Instant planned = order.begun().plus(trace.path("planTo").asLong(), ChronoUnit.MICROS);
            part(order, event, new Part("plan", Span.Kind.INTERNAL, from, planned), sink);
            part(order, event, new Part("store commit", Span.Kind.INTERNAL, planned, durable), sink);
        }
    }

    /** A part of an order's trace. */
    private record Part(String name, Span.Kind kind, Instant start, Instant end) {}

    private static void part(OrderTrace order, LedgerEvent event, Part part, Consumer<Span> to) {
        to.accept(new Span(
                order.accepted().traceId(),
                TraceIds.span(part.name(), event.request().value()),
                Optional.of(order.accepted().spanId()),
                part.kind(),
                part.name(),
                part.start(),
                later(part.start(), part.end()),
                attributes(event),
                false));
    }

    private void goOn(OrderTrace order, LedgerEvent event, Consumer<Span> to) {
        if (event.type() == EventType.ORDER_STATE_CHANGED) {
            ended(order, event, to);
        }
        event.job().ifPresent(job -> job(order, job.value(), event, to));
    }

    private static void ended(OrderTrace order, LedgerEvent event, Consumer<Span> to) {
        String state = EventText.text(event.data(), "to").orElse("");
        if (state.isEmpty() || !RequestState.ofText(state).isFinal()) {
            return;
        }
        Map<String, Object> attributes = attributes(event);
        attributes.put("lineside.state", state);
        to.accept(new Span(
                order.accepted().traceId(),
                TraceIds.span("order", event.request().value()),
                Optional.of(order.accepted().spanId()),
                Span.Kind.INTERNAL,
                "order until " + state,
                order.begun(),
                later(order.begun(), event.at()),
                attributes,
                RequestState.ofText(state) == RequestState.FAILED));
    }

    private void job(OrderTrace order, String job, LedgerEvent event, Consumer<Span> to) {
        int attempt = EventText.number(event.data(), "attempt").orElse(0);
        switch (event.type()) {
            case JOB_PLANNED, JOB_RESUMED -> order.enter(job, new Stage(QUEUED, event.at(), attempt));
            case JOB_SENDING -> next(order, new Stage(DISPATCH, event.at(), attempt), event, to);
            case JOB_ACCEPTED_BY_LINE -> next(order, new Stage(WAITING, event.at(), attempt), event, to);
            case JOB_RUNNING -> next(order, new Stage(MADE, event.at(), attempt), event, to);
            case JOB_NOT_DELIVERED, JOB_REROUTED -> {
                next(order, new Stage(QUEUED, event.at(), attempt), event, to);
            }
            case JOB_PROGRESSED, JOB_INTERRUPTED, JOB_QUANTITY_LOWERED, JOB_CANCEL_ASKED -> {}
            default -> order.leave(job).ifPresent(stage -> stage(order, stage, event, to));
        }
    }

    private void next(OrderTrace order, Stage next, LedgerEvent event, Consumer<Span> to) {
        String job = event.job().orElseThrow().value();
        order.enter(job, next)
                .filter(before -> !before.name().equals(next.name()))
                .ifPresent(before -> stage(order, before, event, to));
    }

    private void stage(OrderTrace order, Stage stage, LedgerEvent event, Consumer<Span> to) {
        String job = event.job().orElseThrow().value();
        String line = EventText.text(event.data(), "line").orElse("");
        String protocol = line.isEmpty() ? "" : protocols.apply(line);
        Map<String, Object> attributes = attributes(event);
        attributes.put("lineside.jobOrder", job);
        attributes.put("lineside.equipment", line);
        attributes.put("lineside.protocol", protocol);
        attributes.put("lineside.attempt", (long) stage.attempt());
        attributes.put("lineside.event", event.type().dotted());
        if (stage.name().equals(MADE)) {
            attributes.put("lineside.good", (long)
                    EventText.number(event.data(), "good").orElse(0));
            attributes.put("lineside.scrap", (long)
                    EventText.number(event.data(), "scrap").orElse(0));
        }
        String dispatch = TraceIds.dispatch(job, stage.attempt());
        boolean sent = stage.name().equals(DISPATCH);
        boolean atLine = stage.name().equals(WAITING) || stage.name().equals(MADE);
        to.accept(new Span(
                order.accepted().traceId(),
                sent
                        ? dispatch
                        : TraceIds.span(stage.name() + " " + stage.since().toEpochMilli(), job),
                Optional.of(atLine ? dispatch : order.accepted().spanId()),
                kind(stage, protocol),
                stage.name() + " " + line,
                stage.since(),
                later(stage.since(), event.at()),
                attributes,
                FAILED.contains(event.type())));
    }

    private static Span.Kind kind(Stage stage, String protocol) {
        return switch (stage.name()) {
            case DISPATCH -> protocol.startsWith("mqtt") ? Span.Kind.PRODUCER : Span.Kind.CLIENT;
            case MADE -> Span.Kind.CONSUMER;
            default -> Span.Kind.INTERNAL;
        };
    }

    private static Map<String, Object> attributes(LedgerEvent event) {
        Map<String, Object> attributes = new TreeMap<>();
        attributes.put("lineside.order", event.request().value());
        return attributes;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant micros(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static JsonNode json(LedgerEvent event) {
        try {
            return JSON.readTree(event.data());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event of the ledger is not JSON", e);
        }
    }

    private static final class Latest extends LinkedHashMap<WorkRequestId, OrderTrace> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<WorkRequestId, OrderTrace> eldest) {
            return size() > MOST_ORDERS;
        }
    }
}
