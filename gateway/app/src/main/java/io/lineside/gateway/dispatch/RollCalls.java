package io.lineside.gateway.dispatch;

import io.lineside.model.JobOrderId;
import java.util.Set;

/**
 * Calls the roll of a line's jobs, one call at a time: of two at once the slower one would ask about what was sent after
 * the faster one. Confined to the dispatch thread.
 */
final class RollCalls {
    private final Roll roll;
    private final DispatchLoop loop;
    private final Desk desk;
    private boolean calling;
    private boolean again;
    private boolean afterClaim;

    /** What the desk has to do with it. */
    interface Desk {
        /** Whether jobs are being claimed, which a call would miss. */
        boolean isClaiming();

        /** Jobs whose sending is under way: its outcome settles them. */
        Set<JobOrderId> underWay();

        /** Whether the roll is still to be called. */
        boolean isAsking();

        /** What came of the last call, while it is still asked for. */
        void called(RollResult result);

        /** The last call failed. */
        void failed(Throwable failure);
    }

    RollCalls(Roll roll, DispatchLoop loop, Desk desk) {
        this.roll = roll;
        this.loop = loop;
        this.desk = desk;
    }

    /** Calls now, or once what is under way has ended. */
    void call() {
        if (desk.isClaiming()) {
            afterClaim = true;
            return;
        }
        if (calling) {
            again = true;
            return;
        }
        calling = true;
        loop.then(
                roll.call(desk.underWay()),
                result -> {
                    if (isLast() && desk.isAsking()) {
                        desk.called(result);
                    }
                },
                failure -> {
                    if (isLast()) {
                        desk.failed(failure);
                    }
                });
    }

    /** Calls if the roll is still to be called. */
    void callIfAsked() {
        if (desk.isAsking()) {
            call();
        }
    }

    /** A claim has ended; true where a call has waited for that. */
    boolean claimed() {
        boolean waited = afterClaim;
        afterClaim = false;
        if (waited) {
            callIfAsked();
        }
        return waited;
    }

    /** Ends a call; calls once more when that was asked for meanwhile. */
    private boolean isLast() {
        calling = false;
        boolean last = !again;
        again = false;
        if (!last) {
            callIfAsked();
        }
        return last;
    }
}
