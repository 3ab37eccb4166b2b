package io.lineside.gateway.line;

import io.lineside.gateway.crash.CrashPoint;
import io.lineside.model.TraceParent;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.JobAction;
import io.lineside.model.line.LineConnector;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** Sends a {@link LineCommand} and makes a {@link LineAnswer} of the outcome. Holds no thread while the line thinks. */
final class LineProducer extends DefaultAsyncProducer {
    private final LineEndpoint endpoint;

    LineProducer(LineEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        LineCommand command = Objects.requireNonNull(exchange.getMessage().getBody(LineCommand.class), "body");
        Optional<LineConnector> connector =
                endpoint.accepts(command.line()) ? endpoint.lines().find(command.line()) : Optional.empty();
        if (connector.isEmpty()) {
            exchange.setException(new IllegalArgumentException(
                    endpoint.getEndpointUri() + ": has no line '" + command.line() + "' for " + command.command()));
            callback.done(true);
            return true;
        }
        JobAction action = command.command().action();
        LinkCounts counts = endpoint.lines().counts(command.line());
        counts.commanded();
        CrashPoint.toBeSent(action);
        send(connector.get(), command, endpoint.lines().trace(command)).whenComplete((outcome, failure) -> {
            CrashPoint.answered(action);
            if (failure != null) {
                counts.failed("the connector failed: " + failure);
                exchange.setException(failure);
            } else {
                counts.answered(outcome);
                exchange.getMessage().setBody(new LineAnswer(command, outcome));
            }
            callback.done(false);
        });
        CrashPoint.sent(action);
        return false;
    }

    /** A connector that throws has a bug, which must not take the route's thread with it. */
    private static CompletionStage<CommandOutcome> send(
            LineConnector connector, LineCommand command, Optional<TraceParent> trace) {
        try {
            return trace.isPresent()
                    ? connector.send(command.command(), trace.get())
                    : connector.send(command.command());
        } catch (RuntimeException bug) {
            return CompletableFuture.failedFuture(bug);
        }
    }
}
