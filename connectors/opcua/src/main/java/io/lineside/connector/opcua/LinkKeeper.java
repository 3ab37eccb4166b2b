package io.lineside.connector.opcua;

import io.lineside.connector.opcua.client.LinkFailure;
import io.lineside.connector.opcua.client.PlainWords;
import io.lineside.connector.opcua.client.ReconnectPause;
import io.lineside.connector.opcua.mapping.Reading;
import io.lineside.connector.opcua.session.Link;
import io.lineside.connector.opcua.session.LinkListener;
import io.lineside.connector.opcua.session.LinkOpener;
import io.lineside.connector.opcua.session.LinkSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.stack.core.Stack;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one line connected: opens a link, opens another when it is lost, and says so. Thread-safe.
 *
 * <p>Everything that changes the state runs in order on one {@link SerialExecutor}, so that connected and disconnected
 * are never said out of turn.
 */
final class LinkKeeper implements LinkListener {
    private final LinkSettings settings;
    private final LinkOpener opener;
    private final ReportDesk desk;
    private final SerialExecutor serial = new SerialExecutor(Stack.sharedExecutor());
    private final ReconnectPause pause;

    private volatile @Nullable Link link;
    private volatile boolean closed;
    private volatile String detail = "not connected yet";
    private volatile Optional<Instant> lastContact = Optional.empty();

    LinkKeeper(LinkSettings settings, ReportDesk desk) {
        this.settings = settings;
        this.desk = desk;
        opener = new LinkOpener(settings, this);
        pause = new ReconnectPause(settings.client());
    }

    void start() {
        serial.execute(this::attempt);
    }

    /** The link, while it is good. */
    Optional<Link> link() {
        return Optional.ofNullable(link).filter(current -> !current.isOver());
    }

    /** What the line is connected to, or why it is not. */
    String detail() {
        return detail;
    }

    /** How the attempts to connect go. */
    ReconnectPause pause() {
        return pause;
    }

    Optional<Instant> lastContact() {
        Link current = link;
        return current == null ? lastContact : Optional.of(current.lastContact());
    }

    /** Stops for good; completes when the session is closed at the server or given up. */
    CompletableFuture<Void> close() {
        closed = true;
        detail = "closed";
        var done = new CompletableFuture<Void>();
        serial.execute(() -> {
            Link current = link;
            link = null;
            if (current == null) {
                done.complete(null);
            } else {
                current.close().whenComplete((nothing, failure) -> done.complete(null));
            }
        });
        return done;
    }

    @Override
    public void lost(Link lost, String reason) {
        serial.execute(() -> {
            if (lost.equals(link)) {
                link = null;
                lastContact = Optional.of(lost.lastContact());
                notConnected(reason, pause.afterLoss());
            }
        });
    }

    @Override
    public void reported(List<Reading> readings) {
        if (!closed) {
            desk.accept(readings, this::resynchronise);
        }
    }

    @Override
    public void reportsMissed(String why) {
        desk.missed(why, this::resynchronise);
    }

    /** Has the gateway ask about every open job, because reports may be missing. */
    private void resynchronise() {
        serial.execute(() -> link().filter(good -> !closed).ifPresent(good -> desk.connected(detail)));
    }

    private void attempt() {
        if (!closed) {
            CompletableFuture.completedStage(opener)
                    .thenCompose(LinkOpener::open)
                    .whenComplete((opened, failure) -> serial.execute(() -> attempted(opened, failure)));
        }
    }

    private void attempted(@Nullable Link opened, @Nullable Throwable failure) {
        if (opened == null) {
            Throwable why = Objects.requireNonNullElseGet(failure, () -> new IllegalStateException("no link"));
            notConnected(PlainWords.of(why, settings.endpoint()), pause.afterFailure(why));
        } else if (closed) {
            opened.close();
        } else if (opened.isOver()) {
            var why = new LinkFailure(settings.endpoint() + ": the connection broke at once");
            notConnected(String.valueOf(why.getMessage()), pause.afterFailure(why));
        } else {
            nowConnected(opened);
        }
    }

    private void nowConnected(Link opened) {
        pause.connected();
        link = opened;
        detail = "connected to " + settings.endpoint() + ", " + opened.security() + ", job order receiver "
                + opened.nodes().receiver().toParseableString();
        desk.connected(detail);
        desk.poll(opened, this::resynchronise);
    }

    private void notConnected(String reason, Duration before) {
        detail = reason;
        if (!closed) {
            desk.disconnected(reason);
            CompletableFuture.delayedExecutor(before.toMillis(), TimeUnit.MILLISECONDS, serial)
                    .execute(this::attempt);
        }
    }
}
