package io.lineside.gateway.dispatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.work.CancelWish;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.LedgerEvent;
import io.lineside.model.work.RequestState;
import io.lineside.model.work.WorkItem;
import io.lineside.model.work.WorkRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Watches one history from outside: what was committed, what went over the wire, what the machine did. Knows the rules
 * that must always hold, by their names I1 to I16, and none of the code that upholds them.
 *
 * <p>I5, that the epoch of writes about a line never goes back, has no epoch to look at while one gateway owns all lines:
 * what is left of it is that attempts are numbered upwards, which is looked at here with I3, that a second gateway gets
 * no store and one that was frozen keeps its own, which rows F16 and F1 of the fault matrix show with programs. Two
 * gateways that take a line over from each other are not shown by anything yet.
 */
final class Invariants {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<JobPhase> BEGUN =
            Set.of(JobPhase.RUNNING, JobPhase.INTERRUPTED, JobPhase.ENDED, JobPhase.ABORTED);

    /** What the ledger has said of one job, and what is known of its way to the line. */
    static final class JobLog {
        final JobOrderId id;
        final String part;
        JobPhase phase = JobPhase.QUEUED;
        int quantity;
        int good;
        int scrap;
        int planned;
        String batch = "";
        int remake;
        Optional<JobOrderId> replaces = Optional.empty();
        boolean last;
        int attempt;
        int waitsFor;
        boolean cleared;
        String reason = "";
        CancelWish wish = CancelWish.NONE;
        private int openAttempt;
        private int wireAttempt;
        private int absentAsked = -1;
        private int forgottenAttempt;
        private boolean presentSaid;
        private final Set<JobOrderId> after = new HashSet<>();

        JobLog(JobOrderId id, String part) {
            this.id = id;
            this.part = part;
        }

        /** Whether the line said so after the last sending, and its word proves it. */
        private boolean isAbsent() {
            return absentAsked >= wireAttempt && forgottenAttempt < wireAttempt;
        }

        /** Pieces that its platform cancelled. */
        private int cancelled() {
            boolean over = wish == CancelWish.ASKED && phase.isFinal();
            int fewer = wish == CancelWish.NONE ? 0 : planned - quantity;
            return fewer + (over ? Math.max(0, quantity - good - scrap) : 0);
        }

        /** Whether pieces of it may be lost without anybody's wish. */
        private boolean isLost() {
            return scrap > 0
                    || phase == JobPhase.HELD
                    || waitsFor > 0
                    || phase == JobPhase.FAILED
                    || (phase == JobPhase.ABORTED && wish != CancelWish.ASKED);
        }

        @Override
        public String toString() {
            return id + " " + wish + " " + phase + " attempt " + attempt + " " + good + "+" + scrap + "/" + quantity
                    + (cleared ? " cleared" : "") + (reason.isEmpty() ? "" : " '" + reason + "'");
        }
    }

    private static final class OrderLog {
        final List<JobLog> jobs = new ArrayList<>();

        Stream<JobLog> batch(String batch, int remake) {
            return jobs.stream().filter(job -> job.batch.equals(batch) && job.remake == remake);
        }

        final List<JsonNode> answers = new ArrayList<>();
        RequestState state = RequestState.ACCEPTED;
        long seq;
        boolean begun;
    }

    private final Map<JobOrderId, JobLog> jobs = new LinkedHashMap<>();
    private final Map<WorkRequestId, OrderLog> orders = new LinkedHashMap<>();
    private final Map<JobOrderId, Integer> starts = new HashMap<>();
    private final Map<JobOrderId, Integer> remade = new HashMap<>();
    private final Set<WorkRequestId> touched = new HashSet<>();
    private String violation = "";
    private int events;

    /** The first rule that did not hold; empty when all did. */
    String violation() {
        return violation;
    }

    /** How many things happened. */
    int events() {
        return events;
    }

    Map<JobOrderId, JobLog> jobs() {
        return jobs;
    }

    Map<WorkRequestId, RequestState> states() {
        Map<WorkRequestId, RequestState> states = new LinkedHashMap<>();
        orders.forEach((id, order) -> states.put(id, order.state));
        return states;
    }

    JobLog job(JobOrderId id) {
        return Objects.requireNonNull(jobs.get(id), id.value());
    }

    void require(boolean holds, String rule, Object about, String what) {
        if (!holds && violation.isEmpty()) {
            violation = rule + ": " + what + ", was " + about;
        }
    }

    void committed(LedgerEvent event) {
        events++;
        OrderLog order = orders.computeIfAbsent(event.request(), id -> new OrderLog());
        require(event.seq() == order.seq + 1, "I9", event, "the events of an order are numbered without a gap");
        order.seq = event.seq();
        touched.add(event.request());
        JsonNode data = parse(event.data());
        if (event.job().isEmpty()) {
            RequestState next = RequestState.ofText(data.required("state").asText());
            require(!order.state.isFinal(), "I7", event, "the final state of an order is never left");
            order.state = next;
            if (event.type() == EventType.ORDER_ACTED) {
                order.answers.add(parse(data.required("answer").asText()));
            }
        } else if (event.type() == EventType.JOB_PLANNED) {
            plan(order, event.job().get(), data);
        } else {
            change(order, event, job(event.job().get()), data);
        }
    }

    private void plan(OrderLog order, JobOrderId id, JsonNode data) {
        var job = new JobLog(
                id,
                data.required("item").asText()
                        + data.required("operation").asText()
                        + data.required("batch").asText());
        job.quantity = data.required("quantity").asInt();
        job.planned = job.quantity;
        job.batch =
                data.required("item").asText() + "/" + data.required("batch").asText();
        job.remake = data.required("remake").asInt();
        job.last = data.required("lastOperation").asBoolean();
        job.phase = JobPhase.ofText(data.required("phase").asText());
        job.reason = data.required("reason").asText();
        job.waitsFor = data.required("waitsFor").asInt();
        data.required("after").forEach(name -> job.after.add(new JobOrderId(name.asText())));
        require(
                order.jobs.stream().noneMatch(other -> other.part.equals(job.part) && other.remake == job.remake),
                "I4",
                job,
                "a part of an order is made by one job, and made again by one each time");
        if (job.remake > 0) {
            again(order, job, new JobOrderId(data.required("replaces").asText()));
        }
        order.jobs.add(job);
        jobs.put(id, job);
    }

    private void again(OrderLog order, JobLog job, JobOrderId replaced) {
        JobLog before = job(replaced);
        boolean follows = before.part.equals(job.part) && before.remake < job.remake;
        require(follows, "I16", job, "it makes again what was planned before, and replaces " + before);
        job.replaces = Optional.of(replaced);
        int again = remade.merge(replaced, job.quantity, Integer::sum);
        int scrap = order.batch(before.batch, before.remake)
                .mapToInt(other -> other.scrap)
                .sum();
        require(again <= scrap, "I16", job, "no more is made again than the " + scrap + " that were scrapped");
    }

    /** At the end: what a batch scrapped is made again, where nothing is in the way; in the end a person is asked. */
    void remade(int times) {
        for (OrderLog order : orders.values()) {
            for (JobLog job : order.jobs) {
                List<JobLog> batch = order.batch(job.batch, job.remake).toList();
                boolean over =
                        batch.stream().allMatch(other -> other.phase == JobPhase.ENDED && !other.wish.isUnwanted());
                int wanted = job.planned
                        - batch.stream()
                                .filter(other -> other.after.isEmpty())
                                .mapToInt(JobLog::cancelled)
                                .max()
                                .orElse(0);
                int missing = wanted
                        - batch.stream()
                                .filter(other -> other.last)
                                .mapToInt(other -> other.good)
                                .min()
                                .orElse(0);
                int scrap = batch.stream()
                        .mapToInt(other -> Math.min(other.scrap, other.quantity - other.good))
                        .sum();
                int again = remade.getOrDefault(job.id, 0);
                require(
                        !over || again == Math.min(missing, scrap),
                        "I16",
                        batch,
                        "what is scrapped is made again, and made again were " + again);
                require(
                        level(job) <= times || job.phase == JobPhase.HELD || job.waitsFor > 0,
                        "I16",
                        job,
                        "after " + times + " times a person is asked");
            }
        }
    }

    /**
     * At the end: each piece that was ordered is complete, cancelled, or lost in a way that is to be seen, none in two of
     * these ways; and as many are cancelled as the platform was told for certain, and no more than it wished.
     */
    void cancelled(WorkRequest request) {
        OrderLog order = orders.get(request.id());
        if (order == null) {
            return;
        }
        for (WorkItem item : request.items()) {
            List<JobLog> jobs = order.jobs.stream()
                    .filter(job -> job.batch.startsWith(item.number() + "/"))
                    .toList();
            int cancelled = count(jobs, batch -> batch.filter(job -> job.after.isEmpty())
                    .mapToInt(JobLog::cancelled)
                    .max());
            int complete = count(jobs, batch -> batch.filter(job -> job.last)
                    .mapToInt(job -> job.good)
                    .min());
            require(complete + cancelled <= item.quantity(), "I17", jobs, "no piece is cancelled and made");
            require(
                    jobs.stream().anyMatch(JobLog::isLost) || complete + cancelled == item.quantity(),
                    "I17",
                    jobs,
                    "every piece is made or cancelled");
            int certain = told(order, item, "cancelled");
            require(cancelled >= certain, "I17", jobs, "as many are cancelled as the platform was told: " + certain);
            int most = certain + told(order, item, "cancelling");
            require(cancelled <= most, "I17", jobs, "no more are cancelled than the platform wished: " + most);
        }
    }

    private static int count(List<JobLog> jobs, Function<Stream<JobLog>, OptionalInt> of) {
        return jobs.stream().collect(Collectors.groupingBy(job -> job.batch + "/" + job.remake)).values().stream()
                .mapToInt(batch -> of.apply(batch.stream()).orElse(0))
                .sum();
    }

    private static int told(OrderLog order, WorkItem item, String word) {
        return order.answers.stream()
                .flatMap(answer -> StreamSupport.stream(answer.path("items").spliterator(), false))
                .filter(answer -> answer.path("number").asInt() == item.number())
                .mapToInt(answer -> answer.path(word).asInt())
                .sum();
    }

    private int level(JobLog job) {
        return job.replaces.map(replaced -> level(job(replaced)) + 1).orElse(0);
    }

    private void change(OrderLog order, LedgerEvent event, JobLog job, JsonNode data) {
        JobPhase phase = JobPhase.ofText(data.required("phase").asText());
        int good = data.required("good").asInt();
        int scrap = data.required("scrap").asInt();
        int quantity = data.required("quantity").asInt();
        int attempt = data.required("attempt").asInt();
        require(!job.phase.isFinal() || phase == job.phase, "I7", event, "the final phase of a job is never left");
        require(
                !job.phase.isFinal() || (good == job.good && scrap == job.scrap),
                "I7",
                event,
                "what a job made is settled with its end, and it was " + job);
        require(good >= job.good && scrap >= job.scrap, "I8", event, "counts never fall, and before it was " + job);
        require(good <= quantity && quantity <= job.quantity, "I8", event, "no more good pieces than ordered");
        require(attempt >= job.attempt, "I3", event, "attempts are numbered upwards");
        if (event.type() == EventType.JOB_SENDING) {
            require(job.openAttempt == 0, "I3", event, "one open attempt at a time, and open is " + job.openAttempt);
            require(job.phase == JobPhase.QUEUED && attempt == job.attempt + 1, "I3", event, "a new attempt");
            job.openAttempt = attempt;
        } else if (phase != job.phase) {
            left(event, job, phase);
        }
        job.phase = phase;
        job.good = good;
        job.scrap = scrap;
        job.quantity = quantity;
        job.attempt = attempt;
        job.waitsFor = data.required("waitsFor").asInt();
        job.cleared = data.required("cleared").asBoolean();
        job.reason = data.required("reason").asText();
        job.wish = CancelWish.ofText(data.path("wish").asText(""));
        order.begun |= BEGUN.contains(phase);
    }

    private void left(LedgerEvent event, JobLog job, JobPhase phase) {
        boolean onItsWay = job.phase == JobPhase.SENDING || job.phase == JobPhase.IN_DOUBT;
        if (onItsWay && phase == JobPhase.QUEUED) {
            boolean neverLeft = job.wireAttempt < job.attempt;
            require(
                    neverLeft || job.isAbsent(),
                    "I14",
                    event,
                    "only the line's word that it has it not sends it again");
        } else if (onItsWay && phase == JobPhase.CANCELLED) {
            boolean neverLeft = job.wireAttempt < job.attempt;
            require(
                    neverLeft || job.isAbsent(),
                    "I14",
                    event,
                    "only what the line has not is cancelled without its word");
        } else if (onItsWay && phase == JobPhase.FAILED) {
            require(job.isAbsent(), "I14", event, "only a line that has it not refuses it");
        } else if (onItsWay && phase != JobPhase.IN_DOUBT && phase != JobPhase.HELD) {
            require(job.presentSaid, "I14", event, "only the line's word that it has it ends the doubt");
        }
        if (phase != JobPhase.IN_DOUBT && phase != JobPhase.HELD) {
            job.openAttempt = 0;
        }
    }

    /** After all events of a commit: what the order says must follow from its jobs. */
    void settled() {
        for (WorkRequestId id : touched) {
            OrderLog order = Objects.requireNonNull(orders.get(id));
            RequestState expected = expected(order);
            require(order.state == expected, "I10", id + " " + order.jobs, "order " + order.state + " is " + expected);
        }
        touched.clear();
    }

    private RequestState expected(OrderLog order) {
        if (order.jobs.stream().allMatch(job -> job.phase.isFinal())) {
            return order.state.isFinal() ? order.state : RequestState.COMPLETED;
        }
        boolean moves = order.jobs.stream().anyMatch(this::moves);
        if (!moves && order.jobs.stream().anyMatch(job -> job.phase == JobPhase.QUARANTINED)) {
            return RequestState.QUARANTINED;
        }
        if (!moves && order.jobs.stream().anyMatch(job -> job.phase == JobPhase.HELD)) {
            return RequestState.HELD;
        }
        return order.begun ? RequestState.IN_PROGRESS : RequestState.RELEASED;
    }

    /** It is at a line, or nothing keeps it from going there: no job before it is still to be made. */
    private boolean moves(JobLog job) {
        return job.phase.isAtLine()
                || (job.phase == JobPhase.QUEUED
                        && job.after.stream()
                                .allMatch(before -> job(before).phase.isFinal()));
    }

    /** A job order leaves the gateway. */
    void sent(JobOrderId id, int attempt) {
        events++;
        JobLog job = job(id);
        require(job.openAttempt == attempt, "I6", id + "#" + attempt, "only a durable intent is sent, and is " + job);
        job.wireAttempt = attempt;
        job.presentSaid = false;
    }

    /** The gateway is told to have its line forget a job. */
    void clearing(JobOrderId id) {
        JobLog job = job(id);
        require(job.phase.isFinal(), "Clear", job, "the line forgets only what is durable here");
    }

    /** Which sending a question about the job comes after. */
    int asked(JobOrderId id) {
        JobLog job = jobs.get(id);
        return job == null ? 0 : job.wireAttempt;
    }

    /** The line's word that it has the job arrives. */
    void heardPresent(JobOrderId id) {
        events++;
        Optional.ofNullable(jobs.get(id)).ifPresent(job -> job.presentSaid = true);
    }

    /** The line's word that it does not have the job arrives, as the answer to a question. */
    void heardAbsent(JobOrderId id, int asked) {
        events++;
        Optional.ofNullable(jobs.get(id)).ifPresent(job -> job.absentAsked = Math.max(job.absentAsked, asked));
    }

    /** The line lost its memory: that it does not have something says nothing of what was sent before. */
    void forgotten(JobOrderId id) {
        JobLog job = job(id);
        job.forgottenAttempt = job.wireAttempt;
    }

    /** The machine begins to make the job. */
    void begun(JobOrderId id) {
        events++;
        int times = starts.merge(id, 1, Integer::sum);
        require(times == 1, "I2", job(id), "no job is made twice");
    }

    int starts(JobOrderId id) {
        return starts.getOrDefault(id, 0);
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
