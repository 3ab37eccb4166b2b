package io.lineside.gateway.dispatch;

import io.lineside.model.work.TrackedJob;
import java.util.List;

/** What came of asking a line about all its jobs. */
sealed interface RollResult {
    /** The line answered for every job. */
    record Complete() implements RollResult {}

    /** The line did not say what jobs it has. */
    record Silent(String waitedFor) implements RollResult {}

    /** The line answered, but not about these jobs. */
    record Unclear(List<Doubt> doubts) implements RollResult {
        public Unclear {
            doubts = List.copyOf(doubts);
        }
    }

    /** A job that the line gave no usable answer about. */
    record Doubt(TrackedJob job, String waitedFor) {}
}
