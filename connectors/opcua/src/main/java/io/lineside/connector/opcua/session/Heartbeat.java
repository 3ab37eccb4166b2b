package io.lineside.connector.opcua.session;

import io.lineside.connector.opcua.client.PlainWords;
import io.lineside.connector.opcua.mapping.MethodAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.jspecify.annotations.Nullable;

/**
 * Reads ServerStatus.StartTime again and again and gives the link up when there is no answer, when the server has
 * restarted behind it, or when a person has taken the trust in its certificate back. Thread-safe.
 *
 * <p>A hung server is noticed after one and a half request timeouts at most.
 */
final class Heartbeat {
    private final Link link;
    private final Clock clock;
    private final Duration timeout;
    private final Duration pause;
    private final Executor executor;
    private final AtomicReference<@Nullable Object> startTime = new AtomicReference<>();

    Heartbeat(Link link, LinkSettings settings, Executor executor) {
        clock = settings.clock();
        this.link = link;
        this.executor = executor;
        timeout = settings.requestTimeout();
        pause = settings.client().keepAlive();
    }

    void start() {
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, executor)
                .execute(this::beat);
    }

    private void beat() {
        if (!link.isOver()) {
            link.distrust().ifPresent(link::lose);
        }
        if (!link.isOver()) {
            Instant asked = clock.instant();
            link.read(NodeIds.Server_ServerStatus_StartTime).whenComplete((values, failure) -> {
                if (values != null) {
                    compareClocks(asked, values);
                }
                judge(values, failure);
            });
        }
    }

    /** The server read its clock about half way between question and answer. */
    private void compareClocks(Instant asked, Link.Values values) {
        Instant middle = asked.plus(Duration.between(asked, clock.instant()).dividedBy(2));
        values.serverTime().ifPresent(server -> link.clockIsAhead(Duration.between(middle, server)));
    }

    private void judge(Link.@Nullable Values values, @Nullable Throwable failure) {
        if (failure != null) {
            link.lose(lossWords(failure));
            return;
        }
        if (values == null || hasRestarted(values)) {
            link.lose("the server has restarted (its ServerStatus.StartTime changed)");
            return;
        }
        start();
    }

    private String lossWords(Throwable failure) {
        return Failures.toAnswer(failure, timeout) instanceof MethodAnswer.NoAnswer silence
                ? "the server does not answer its heartbeat: " + silence.waitedFor()
                : PlainWords.of(failure, "the server");
    }

    private boolean hasRestarted(Link.Values values) {
        Object now = values.values().stream()
                .findFirst()
                .map(DataValue::value)
                .map(variant -> variant.value())
                .orElse(null);
        Object before = startTime.getAndSet(now);
        return before != null && now != null && !before.equals(now);
    }
}
