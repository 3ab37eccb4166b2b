package io.lineside.gateway.http;

import io.lineside.gateway.dispatch.DecisionAnswer;
import io.lineside.gateway.dispatch.OverdueJob;
import io.lineside.gateway.intake.Cause;
import io.lineside.gateway.intake.DecisionReader;
import io.lineside.gateway.store.KeptReport;
import io.lineside.gateway.store.Store;
import io.lineside.gateway.store.WaitingJob;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.work.JobPhase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** {@code /jobs} on the management port: what waits for a person, and what he decides. Confined to event loops. */
final class JobRoutes {
    private static final int MOST = 500;
    /** Those that {@link Store#waiting} finds. */
    private static final Set<JobPhase> WAITING =
            EnumSet.of(JobPhase.HELD, JobPhase.QUARANTINED, JobPhase.IN_DOUBT, JobPhase.CANCELLING);

    private static final long LARGEST_BODY = 16_384;
    private static final Pattern ORDER_ID = Pattern.compile("[A-Za-z0-9._-]{1,40}");
    private static final Pattern JOB_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Store store;
    private final Operations operations;
    private final BodyDeadline deadline;

    JobRoutes(Store store, Operations operations, BodyDeadline deadline) {
        this.store = store;
        this.operations = operations;
        this.deadline = deadline;
    }

    void bindTo(ContractRouter router) {
        router.bind("listJobs", this::list)
                .bind("readJob", this::read)
                .bind(
                        "decideJob",
                        List.of(deadline::watch, BodyHandler.create(false).setBodyLimit(LARGEST_BODY)),
                        this::decide)
                .bind("explainOrder", this::explain);
    }

    private void list(RoutingContext context) {
        Optional<EquipmentId> line =
                context.queryParam("line").stream().findFirst().map(EquipmentId::new);
        CompletionStage<JsonObject> found = operations.overdue().look().thenCompose(overdue -> store.waiting(line, MOST)
                .thenCombine(store.deadReports(line, MOST), (waiting, dead) -> stuck(of(line, overdue), waiting, dead))
                .thenCombine(
                        store.waitingByLine(),
                        (stuck, waiting) -> stuck.put("lines", JobJson.lines(all(overdue, waiting)))));
        OrderRoutes.respond(context, found, body -> answer(context, body));
    }

    private static Collection<List<OverdueJob>> of(
            Optional<EquipmentId> line, Map<EquipmentId, List<OverdueJob>> overdue) {
        return line.<Collection<List<OverdueJob>>>map(one -> List.of(overdue.getOrDefault(one, List.of())))
                .orElse(overdue.values());
    }

    /** How many jobs each line has that wait for a person or are overdue, or both. */
    private static Map<EquipmentId, Integer> all(
            Map<EquipmentId, List<OverdueJob>> overdue, Map<EquipmentId, Integer> waiting) {
        Map<EquipmentId, Integer> all = new TreeMap<>(waiting);
        overdue.forEach((line, jobs) -> {
            int others = (int) jobs.stream()
                    .filter(job -> !WAITING.contains(job.job().job().phase()))
                    .count();
            if (others > 0) {
                all.merge(line, others, Integer::sum);
            }
        });
        return all;
    }

    /** Overdue jobs, and those that wait for a person without being overdue yet. */
    private JsonObject stuck(Collection<List<OverdueJob>> overdue, List<WaitingJob> waiting, List<KeptReport> dead) {
        var jobs = new JsonArray();
        Set<JobOrderId> told = new HashSet<>();
        overdue.forEach(ofLine -> ofLine.forEach(job -> {
            told.add(job.job().job().id());
            jobs.add(JobJson.job(job, now()));
        }));
        waiting.stream()
                .filter(job -> !told.contains(job.job().id()))
                .forEach(job -> jobs.add(JobJson.job(job, now()).put("overdue", false)));
        return JobJson.stuck(jobs, dead);
    }

    private void read(RoutingContext context) {
        job(context)
                .ifPresent(id -> OrderRoutes.respond(
                        context,
                        store.jobFile(id),
                        found -> found.ifPresentOrElse(
                                file -> answer(context, JobJson.file(file, now())), () -> noSuchJob(context))));
    }

    private void explain(RoutingContext context) {
        String id = context.pathParam("id");
        if (!ORDER_ID.matcher(id).matches()) {
            noSuchOrder(context);
            return;
        }
        OrderRoutes.respond(
                context,
                operations.stories().tell(new WorkRequestId(id)),
                story -> story.ifPresentOrElse(
                        text -> context.response()
                                .putHeader("Content-Type", "text/plain; charset=utf-8")
                                .putHeader("Cache-Control", "no-store")
                                .end(text),
                        () -> noSuchOrder(context)));
    }

    private static void noSuchOrder(RoutingContext context) {
        Problem.of(404, "no-such-order", "No such order", "there is no order of this id")
                .answer(context);
    }

    private Instant now() {
        return operations.clock().instant();
    }

    private void decide(RoutingContext context) {
        Optional<JobOrderId> id = job(context);
        if (id.isEmpty()) {
            return;
        }
        Optional<String> body = text(context);
        if (body.isEmpty()) {
            Problem.of(400, "bad-encoding", "Body is not UTF-8", "the body must be JSON in UTF-8")
                    .answer(context);
            return;
        }
        DecisionReader.Result read = DecisionReader.read(id.get(), body.get());
        if (read instanceof DecisionReader.Result.NotJson bad) {
            Problem.of(400, "not-json", "Body is not JSON", bad.detail()).answer(context);
        } else if (read instanceof DecisionReader.Result.Faulty faulty) {
            refused(context, faulty.causes());
        } else {
            OrderRoutes.respond(
                    context,
                    operations
                            .decisions()
                            .decide(((DecisionReader.Result.Read) read).call(), ManagementGuard.who(context)),
                    answer -> answer(context, answer));
        }
    }

    private static void answer(RoutingContext context, DecisionAnswer answer) {
        if (answer instanceof DecisionAnswer.Decided decided) {
            answer(context, JobJson.job(decided.job()));
        } else if (answer instanceof DecisionAnswer.MovedOn moved) {
            Problem.of(409, "job-moved-on", "The job does not wait for this decision", moved.detail())
                    .answer(context);
        } else if (answer instanceof DecisionAnswer.Unfit unfit) {
            refused(
                    context,
                    List.of(new Cause(unfit.pointer(), unfit.rule(), unfit.was(), unfit.allowed(), unfit.detail())));
        } else {
            noSuchJob(context);
        }
    }

    private static void refused(RoutingContext context, List<Cause> causes) {
        new Problem(
                        422,
                        "decision-refused",
                        "The decision can not stand as it is",
                        causes.size() == 1 ? "1 fault" : causes.size() + " faults",
                        causes)
                .answer(context);
    }

    private static Optional<JobOrderId> job(RoutingContext context) {
        String id = context.pathParam("id");
        if (JOB_ID.matcher(id).matches()) {
            return Optional.of(new JobOrderId(id));
        }
        noSuchJob(context);
        return Optional.empty();
    }

    private static void noSuchJob(RoutingContext context) {
        Problem.of(404, "no-such-job", "No such job", "there is no job order of this id")
                .answer(context);
    }

    private static Optional<String> text(RoutingContext context) {
        if (context.body().buffer() == null) {
            return Optional.of("");
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(context.body().buffer().getBytes()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static void answer(RoutingContext context, JsonObject body) {
        context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(body.toBuffer());
    }
}
