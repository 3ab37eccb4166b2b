package io.lineside.connector.opcua;

import io.lineside.connector.opcua.mapping.CommandVerdict;
import io.lineside.connector.opcua.mapping.MethodAnswer;
import io.lineside.connector.opcua.mapping.OrderMapping;
import io.lineside.connector.opcua.mapping.UnfitOrderException;
import io.lineside.connector.opcua.session.Link;
import io.lineside.connector.opcua.wire.Isa95JobOrder;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.CommandOutcome.Accepted;
import io.lineside.model.job.CommandOutcome.Refused;
import io.lineside.model.job.CommandOutcome.Unknown;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.RefusalCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaSerializationException;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/**
 * Carries out commands by the methods that a line has. Thread-safe.
 *
 * <p>StoreAndStart is done as Store and then Start where the line has no such method, or where what it stored is to be
 * compared with what was ordered before it may start. When the second half is refused, the first is taken back. What
 * takes longer than one request may, is not gone on with: by then the gateway counts it as unknown and asks.
 */
final class JobCommands {
    private final ConnectionBlock connection;
    private final StoredOrders stored;
    private final Clock clock;
    private final Duration patience;

    JobCommands(ConnectionBlock connection) {
        this.connection = connection;
        stored = new StoredOrders();
        clock = connection.link().clock();
        patience = connection.link().requestTimeout();
    }

    /** Whether the line has a method for it, or the two that StoreAndStart is done by. */
    boolean offers(Link link, JobAction action) {
        return has(link, action) || (action == JobAction.STORE_AND_START && canStoreThenStart(link));
    }

    CompletableFuture<CommandOutcome> send(Link link, JobCommand command) {
        if (command.order().isEmpty()) {
            stored.forget(command.jobOrderId());
            return call(link, command);
        }
        JobOrder ordered = command.order().get();
        if (command.action() == JobAction.START && !isComparedFirst(link, ordered)) {
            stored.forget(command.jobOrderId());
            return call(link, command);
        }
        Isa95JobOrder order;
        try {
            order = OrderMapping.toWire(ordered, connection.rules(link));
        } catch (UnfitOrderException unfit) {
            return done(new Refused(
                    RefusalCode.INVALID_REQUEST,
                    command.action().methodName() + " was not sent: " + unfit.getMessage()));
        }
        return switch (command.action()) {
            case START -> start(link, command, ordered, order);
            case STORE -> store(link, command, ordered, order);
            case STORE_AND_START ->
                connection.readBack() == ReadBack.ALWAYS
                                || (!has(link, JobAction.STORE_AND_START) && canStoreThenStart(link))
                        ? storeThenStart(link, command, ordered, order)
                        : call(link, command, order);
            default -> {
                stored.forget(command.jobOrderId());
                yield call(link, command, order);
            }
        };
    }

    /** Whether a stored order is still to be read back before it starts. */
    private boolean isComparedFirst(Link link, JobOrder ordered) {
        return connection.readBack() != ReadBack.NEVER
                && link.nodes().jobOrderList().isPresent()
                && !stored.hasMatched(ordered);
    }

    private CompletableFuture<CommandOutcome> start(
            Link link, JobCommand command, JobOrder ordered, Isa95JobOrder order) {
        return stored.compare(link, ordered, order)
                .thenCompose(verdict -> compared(link, command, verdict))
                .thenCompose(outcome -> {
                    stored.forget(command.jobOrderId());
                    return outcome instanceof Accepted ? call(link, command) : done(outcome);
                });
    }

    private CompletableFuture<CommandOutcome> storeThenStart(
            Link link, JobCommand command, JobOrder ordered, Isa95JobOrder order) {
        Instant begun = clock.instant();
        return store(link, as(JobAction.STORE, command), ordered, order).thenCompose(outcome -> {
            stored.forget(command.jobOrderId());
            if (!(outcome instanceof Accepted)) {
                return done(outcome);
            }
            if (clock.instant().isAfter(begun.plus(patience))) {
                return done(new Unknown("the line stored it, and took so long that Start was not sent any more"));
            }
            JobCommand start = as(JobAction.START, command);
            return call(link, start).thenCompose(started -> notStarted(link, start, started));
        });
    }

    /** A stored order that was not started is taken back, unless somebody else may have started it meanwhile. */
    private CompletableFuture<CommandOutcome> notStarted(Link link, JobCommand start, CommandOutcome started) {
        if (!(started instanceof Refused refusal)) {
            return done(started);
        }
        // Not even Store is known to be undone then: whoever asks the line next sees what is there.
        return switch (refusal.code()) {
            case INVALID_STATE, NOT_DELIVERED -> done(new Unknown("the line stored it, and then: " + refusal.reason()));
            default -> refused(link, start, refusal);
        };
    }

    private CompletableFuture<CommandOutcome> store(
            Link link, JobCommand command, JobOrder ordered, Isa95JobOrder order) {
        boolean possible = link.nodes().jobOrderList().isPresent() && canStoreThenStart(link);
        if (connection.readBack() == ReadBack.NEVER
                || (connection.readBack() == ReadBack.WHERE_POSSIBLE && !possible)) {
            return call(link, command, order);
        }
        if (!possible) {
            return done(new Refused(
                    RefusalCode.UNSUPPORTED,
                    "connection.readBack needs a line with JobOrderList, Store and Start, and this one does not have"
                            + " them all"));
        }
        return call(link, command, order)
                .thenCompose(outcome -> outcome instanceof Accepted
                        ? stored.compare(link, ordered, order).thenCompose(verdict -> compared(link, command, verdict))
                        : done(outcome));
    }

    private CompletableFuture<CommandOutcome> compared(Link link, JobCommand command, CommandOutcome verdict) {
        if (verdict instanceof Unknown && connection.readBack() == ReadBack.WHERE_POSSIBLE) {
            // Nobody asked for more than what the line shows, and it said that it stored the order.
            return done(new Accepted());
        }
        return verdict instanceof Refused ? refused(link, command, verdict) : done(verdict);
    }

    /**
     * Takes back what is stored and must not be started, so that nobody at the line starts it. By Cancel alone, which
     * does nothing to a job that somebody has started meanwhile (OPC 10031-4 6.2.2).
     */
    private CompletableFuture<CommandOutcome> refused(Link link, JobCommand command, CommandOutcome outcome) {
        if (!(outcome instanceof Refused refusal)) {
            return done(outcome);
        }
        return call(link, as(JobAction.CANCEL, command)).thenApply(withdrawn -> {
            if (withdrawn instanceof Accepted) {
                return new Refused(refusal.code(), refusal.reason() + "; the stored order was taken back");
            }
            String why = withdrawn instanceof Refused still ? still.reason() : String.valueOf(withdrawn);
            return new Refused(refusal.code(), refusal.reason() + "; the order is still stored at the line: " + why);
        });
    }

    private CompletableFuture<CommandOutcome> call(Link link, JobCommand command) {
        return verdict(link, command, new Variant(command.jobOrderId().value()));
    }

    private CompletableFuture<CommandOutcome> call(Link link, JobCommand command, Isa95JobOrder order) {
        try {
            return verdict(link, command, link.encode(Isa95JobOrder.STRUCTURE, order));
        } catch (UaSerializationException beyondLimits) {
            return done(CommandVerdict.of(
                    new MethodAnswer.Fault(new StatusCode(StatusCodes.Bad_RequestTooLarge)),
                    connection.dialect(),
                    command.action()));
        }
    }

    /** The first argument is the order, or the id of one that the line has (OPC 10031-4 6.2.2). */
    private CompletableFuture<CommandOutcome> verdict(Link link, JobCommand command, Variant subject) {
        String name = command.action().methodName();
        NodeId method = link.nodes().methods().get(name);
        CompletableFuture<MethodAnswer> answer = method == null
                ? CompletableFuture.completedFuture(new MethodAnswer.NoSuchMethod(name))
                : link.command(method, isUrgent(command), subject, comment(command));
        return answer.thenApply(given -> CommandVerdict.of(given, connection.dialect(), command.action()));
    }

    /** A job that the line shall forget is over: nobody waits for that. */
    private static boolean isUrgent(JobCommand command) {
        return command.action() != JobAction.CLEAR;
    }

    private static Variant comment(JobCommand command) {
        return new Variant(
                command.comment().isEmpty()
                        ? new LocalizedText[0]
                        : new LocalizedText[] {new LocalizedText(null, command.comment())});
    }

    private static JobCommand as(JobAction action, JobCommand command) {
        return new JobCommand(
                action,
                command.jobOrderId(),
                action.carriesOrder() ? command.order() : Optional.empty(),
                command.comment());
    }

    private static boolean canStoreThenStart(Link link) {
        return has(link, JobAction.STORE) && has(link, JobAction.START);
    }

    private static boolean has(Link link, JobAction action) {
        return link.nodes().methods().containsKey(action.methodName());
    }

    private static CompletableFuture<CommandOutcome> done(CommandOutcome outcome) {
        return CompletableFuture.completedFuture(outcome);
    }
}
