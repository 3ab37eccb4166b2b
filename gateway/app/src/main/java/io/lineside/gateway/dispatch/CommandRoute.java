package io.lineside.gateway.dispatch;

import io.lineside.gateway.line.LineCommand;
import java.util.concurrent.CompletionStage;

/** The way a command takes to its line: the dispatch route. */
@FunctionalInterface
public interface CommandRoute {
    /** Sends the command and settles its outcome; completes when that is durable. */
    CompletionStage<Void> send(LineCommand command);
}
