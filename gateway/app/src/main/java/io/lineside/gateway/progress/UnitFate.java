package io.lineside.gateway.progress;

import io.lineside.model.work.TrackedJob;
import java.util.List;

/**
 * What became of one ordered piece, as far as anybody knows.
 *
 * @param certain whether what the lines report says so of this very piece; false where a line only counts, and the piece
 *     was taken for one of those counted
 * @param remark what the lines say where that is less than certain; empty otherwise
 * @param jobs every job that made it or will, in the order they were planned, those of earlier tries first
 */
public record UnitFate(State state, boolean certain, String remark, List<TrackedJob> jobs) {
    /** What a piece can be. */
    public enum State {
        /** None of its jobs has begun. */
        WAITING("Waiting"),
        /** It is on its way. */
        IN_PROGRESS("InProgress"),
        /** It was made as ordered. */
        GOOD("Good"),
        /** It was made and thrown away, and is not made again. */
        SCRAPPED("Scrapped"),
        /** It was not made, and will not be. */
        NOT_MADE("NotMade"),
        /** Something about its batch failed a check: nobody ships it without a look. */
        QUARANTINED("Quarantined");

        private final String text;

        State(String text) {
            this.text = text;
        }

        /** The word in the API. */
        public String text() {
            return text;
        }
    }

    /** Copies the list. */
    public UnitFate {
        jobs = List.copyOf(jobs);
    }
}
