package io.lineside.gateway.door;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what passes one door; the same counts while the door is closed and opened again. Thread-safe. */
public final class DoorCounts {
    private final Clock clock;
    private final LongAdder documents = new LongAdder();
    private final LongAdder taken = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private volatile @Nullable DoorError lastError;

    DoorCounts(Clock clock) {
        this.clock = clock;
    }

    /** What went wrong, and when, in words for a technician. */
    public record DoorError(Instant at, String what) {}

    /**
     * What passed since the gateway started.
     *
     * @param documents that were answered for good
     * @param taken orders of them
     * @param refused orders of them, and documents that can not be read as orders
     * @param sent what went out: events or reports
     * @param lastError empty while nothing went wrong
     */
    public record Passed(long documents, long taken, long refused, long sent, Optional<DoorError> lastError) {}

    /** A document was answered; one that waits is not counted before it is answered for good. */
    void answered(DoorAnswer answer) {
        if (answer instanceof DoorAnswer.Later later) {
            failed(later.why());
            return;
        }
        documents.increment();
        if (answer instanceof DoorAnswer.Refused no) {
            refused.increment();
            failed(no.refusal().title());
        } else if (answer instanceof DoorAnswer.Answered some) {
            some.orders().forEach(this::answered);
        }
    }

    private void answered(OrderAnswer order) {
        if (order.refusal().isPresent()) {
            refused.increment();
            failed(order.refusal().get().title());
        } else {
            taken.increment();
        }
    }

    /** This many events or reports went out. */
    public void sent(int count) {
        sent.add(count);
    }

    void failed(String what) {
        lastError = new DoorError(clock.instant(), what);
    }

    Passed passed() {
        return new Passed(documents.sum(), taken.sum(), refused.sum(), sent.sum(), Optional.ofNullable(lastError));
    }
}
