package io.lineside.gateway.line;

import io.lineside.model.job.CommandOutcome;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what goes over the link to one line; the same counts while its connectors come and go. Thread-safe. */
final class LinkCounts {
    private final Clock clock;
    private final LongAdder commands = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder unanswered = new LongAdder();
    private final LongAdder reports = new LongAdder();
    private final LongAdder unkept = new LongAdder();
    private final LongAdder connects = new LongAdder();
    private final AtomicBoolean up = new AtomicBoolean();
    private volatile LinkTraffic.@Nullable LinkError lastError;

    LinkCounts(Clock clock) {
        this.clock = clock;
    }

    void commanded() {
        commands.increment();
    }

    void answered(CommandOutcome outcome) {
        if (outcome instanceof CommandOutcome.Refused no) {
            refused.increment();
            failed(no.reason());
        } else if (outcome instanceof CommandOutcome.Unknown unknown) {
            unanswered.increment();
            failed(unknown.waitedFor());
        } else {
            accepted.increment();
        }
    }

    void reported(int count) {
        reports.add(count);
    }

    void notKept(Throwable why) {
        unkept.increment();
        failed("a report could not be kept: " + why.getMessage());
    }

    /** Told again while it is up, it asks for open jobs once more, which is no reconnect. */
    void connected() {
        if (up.compareAndSet(false, true)) {
            connects.increment();
        }
    }

    void disconnected(String reason) {
        up.set(false);
        failed(reason);
    }

    void failed(String what) {
        lastError = new LinkTraffic.LinkError(clock.instant(), what);
    }

    LinkTraffic traffic(String protocol) {
        return new LinkTraffic(
                protocol,
                commands.sum(),
                accepted.sum(),
                refused.sum(),
                unanswered.sum(),
                reports.sum(),
                unkept.sum(),
                connects.sum(),
                Optional.ofNullable(lastError));
    }
}
