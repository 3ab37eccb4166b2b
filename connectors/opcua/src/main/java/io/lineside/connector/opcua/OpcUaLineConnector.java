package io.lineside.connector.opcua;

import io.lineside.connector.opcua.mapping.CommandVerdict;
import io.lineside.connector.opcua.mapping.MethodAnswer;
import io.lineside.connector.opcua.session.Link;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.line.JobEvidence;
import io.lineside.model.line.JobListing;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineHealth;
import io.lineside.model.line.LineListener;
import io.lineside.model.line.LineMeasures;
import io.lineside.model.line.MemoryId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** One line with ISA-95 job control over OPC UA. Thread-safe; no call blocks but {@link #close()}, for seconds at most. */
final class OpcUaLineConnector implements LineConnector {
    private static final Duration CLOCKS_APART = Duration.ofSeconds(5);
    private static final int CLOSE_SECONDS = 5;

    private final ConnectionBlock connection;
    private final JobCommands commands;
    private final JobQuestions questions;
    private final LinkKeeper keeper;
    private final UnansweredCommands unanswered = new UnansweredCommands();

    OpcUaLineConnector(EquipmentId line, ConnectionBlock connection, LineListener listener) {
        this.connection = connection;
        commands = new JobCommands(connection);
        questions = new JobQuestions(connection.dialect());
        keeper = new LinkKeeper(connection.link(), new ReportDesk(line, listener, questions));
    }

    @Override
    public void start() {
        keeper.start();
    }

    @Override
    public CompletionStage<CommandOutcome> send(JobCommand command) {
        return keeper.link()
                .map(link -> unanswered.note(link, command.jobOrderId(), commands.send(link, command)))
                .orElseGet(() -> CompletableFuture.completedFuture(CommandVerdict.of(
                        new MethodAnswer.NotSent(keeper.detail()), connection.dialect(), command.action())));
    }

    @Override
    public CompletionStage<JobEvidence> query(JobOrderId jobOrderId) {
        return keeper.link()
                .map(link -> questions
                        .ask(link, jobOrderId)
                        .thenApply(evidence -> unanswered.judge(link, jobOrderId, evidence)))
                .orElseGet(() -> CompletableFuture.completedFuture(new JobEvidence.Unanswered(keeper.detail())));
    }

    @Override
    public CompletionStage<JobListing> list() {
        return keeper.link()
                .map(questions::list)
                .orElseGet(() -> CompletableFuture.completedFuture(new JobListing.Unanswered(keeper.detail())));
    }

    @Override
    public boolean offers(JobAction action) {
        return keeper.link().map(link -> commands.offers(link, action)).orElse(true);
    }

    @Override
    public Optional<MemoryId> memory() {
        return keeper.link().flatMap(Link::memory);
    }

    @Override
    public LineHealth health() {
        Optional<Link> link = keeper.link();
        var warnings = new ArrayList<>(connection.link().security().warnings());
        link.ifPresent(good -> addWarnings(good, warnings));
        String clock = link.flatMap(Link::clockOffset)
                .map(offset -> ", its clock " + words(offset))
                .orElse("");
        return new LineHealth(
                link.isPresent(), keeper.detail() + clock, keeper.lastContact(), warnings, measures(link));
    }

    private LineMeasures measures(Optional<Link> link) {
        return new LineMeasures(
                keeper.pause().failedAttempts(),
                keeper.pause().current(),
                connection.link().security().ownUntil(),
                connection.link().security().lineUntil(),
                link.flatMap(Link::clockOffset),
                OptionalInt.of(link.map(Link::requestsInFlight).orElse(0)));
    }

    private static String words(Duration offset) {
        return String.format(
                Locale.ROOT, "%.1f s %s", offset.abs().toMillis() / 1_000.0, offset.isNegative() ? "behind" : "ahead");
    }

    private static void addWarnings(Link link, List<String> warnings) {
        link.clockOffset()
                .filter(offset -> offset.abs().compareTo(CLOCKS_APART) > 0)
                .ifPresent(offset -> warnings.add("the line's clock is " + words(offset)
                        + ": its times and certificates are judged by it, so set it right"));
        link.noEvents().ifPresent(warnings::add);
        List<String> missing = Arrays.stream(JobAction.values())
                .map(JobAction::methodName)
                .filter(method -> !link.nodes().methods().containsKey(method))
                .toList();
        if (!missing.isEmpty()) {
            boolean inTwo =
                    missing.contains("StoreAndStart") && !missing.contains("Store") && !missing.contains("Start");
            warnings.add("the line's job order receiver has no method " + String.join(", ", missing)
                    + (inTwo ? "; StoreAndStart is done as Store and Start" : ""));
        }
        if (link.nodes().responseProvider().isEmpty()) {
            warnings.add(
                    "the line has no job response provider: a doubt about a job can not be settled by asking, nor what was"
                            + " made of one that ended while the line was not connected");
        }
    }

    @Override
    public void close() {
        keeper.close().completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS).join();
    }
}
