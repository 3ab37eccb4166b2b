package io.lineside.connector.opcua;

import io.lineside.connector.opcua.mapping.CommandVerdict;
import io.lineside.connector.opcua.mapping.MethodAnswer;
import io.lineside.connector.opcua.mapping.OrderMapping;
import io.lineside.connector.opcua.session.Link;
import io.lineside.connector.opcua.wire.Isa95JobOrder;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaSerializationException;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** One line with ISA-95 job control over OPC UA. Thread-safe; no call blocks but {@link #close()}, for seconds at most. */
final class OpcUaLineConnector implements LineConnector {
    private static final int CLOSE_SECONDS = 5;

    private final ConnectionBlock connection;
    private final JobQuestions questions;
    private final LinkKeeper keeper;

    OpcUaLineConnector(EquipmentId line, ConnectionBlock connection, LineListener listener) {
        this.connection = connection;
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
                .map(link -> call(link, command))
                .orElseGet(() -> CompletableFuture.completedFuture(new MethodAnswer.NotSent(keeper.detail())))
                .thenApply(answer -> CommandVerdict.of(answer, connection.dialect(), command.action()));
    }

    private static CompletableFuture<MethodAnswer> call(Link link, JobCommand command) {
        String name = command.action().methodName();
        NodeId method = link.nodes().methods().get(name);
        if (method == null) {
            return CompletableFuture.completedFuture(new MethodAnswer.NoSuchMethod(name));
        }
        Variant subject;
        try {
            subject = subject(link, command);
        } catch (UaSerializationException beyondLimits) {
            return CompletableFuture.completedFuture(
                    new MethodAnswer.Fault(new StatusCode(StatusCodes.Bad_RequestTooLarge)));
        }
        return link.call(link.nodes().receiver(), method, subject, comment(command));
    }

    /** The first argument: the order, or the id of one that the line has (OPC 10031-4 6.2.2). */
    private static Variant subject(Link link, JobCommand command) {
        return command.order()
                .map(order -> link.encode(Isa95JobOrder.STRUCTURE, OrderMapping.toWire(order)))
                .orElseGet(() -> new Variant(command.jobOrderId().value()));
    }

    private static Variant comment(JobCommand command) {
        return new Variant(
                command.comment().isEmpty()
                        ? new LocalizedText[0]
                        : new LocalizedText[] {new LocalizedText(null, command.comment())});
    }

    @Override
    public CompletionStage<JobEvidence> query(JobOrderId jobOrderId) {
        return keeper.link()
                .map(link -> questions.ask(link, jobOrderId))
                .orElseGet(() -> CompletableFuture.completedFuture(new JobEvidence.Unanswered(keeper.detail())));
    }

    @Override
    public CompletionStage<JobListing> list() {
        return keeper.link()
                .map(questions::list)
                .orElseGet(() -> CompletableFuture.completedFuture(new JobListing.Unanswered(keeper.detail())));
    }

    @Override
    public LineHealth health() {
        Optional<Link> link = keeper.link();
        var warnings = new ArrayList<>(List.of(
                "the line is connected without security (connection.insecure): anybody on the network can read and"
                        + " command it"));
        link.ifPresent(good -> addWarnings(good, warnings));
        return new LineHealth(link.isPresent(), keeper.detail(), keeper.lastContact(), warnings);
    }

    private static void addWarnings(Link link, List<String> warnings) {
        link.noEvents().ifPresent(warnings::add);
        List<String> missing = Arrays.stream(JobAction.values())
                .map(JobAction::methodName)
                .filter(method -> !link.nodes().methods().containsKey(method))
                .toList();
        if (!missing.isEmpty()) {
            warnings.add("the line's job order receiver has no method " + String.join(", ", missing));
        }
        if (link.nodes().responseProvider().isEmpty()) {
            warnings.add("the line has no job response provider: a doubt about a job can not be settled by asking");
        }
    }

    @Override
    public void close() {
        keeper.close().completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS).join();
    }
}
