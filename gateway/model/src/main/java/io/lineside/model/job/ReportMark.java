package io.lineside.model.job;

import io.lineside.model.JobOrderId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a report stands among all that a line says about a job, so that one that comes late can be told from news. The
 * line's own count decides; its clock only where it does not count, because clocks are set back.
 *
 * <p>A line that is sent a job once more, because it does not have it, counts anew. The mark of what it said before is
 * then {@link #closed()}: only its time still tells what was said before it, or is said again, from news.
 *
 * @param sequence rises with every report of the job, over restarts of the line too; empty where the line does not
 *     count, {@value #CLOSED} where its count has ended
 * @param at the machine's time of the report, to the millisecond; empty where it gives none of the years 2000 to 9999
 */
public record ReportMark(OptionalLong sequence, Optional<Instant> at) {
    /** No report yet, or one that says nothing about its place. */
    public static final ReportMark NONE = new ReportMark(OptionalLong.empty(), Optional.empty());

    private static final long CLOSED = -1;

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final int MOST_DIGITS = 18;

    /** Cuts the time to milliseconds and leaves out one that no clock means. */
    public ReportMark {
        at = at.filter(time -> !time.isBefore(EARLIEST) && !time.isAfter(LATEST))
                .map(time -> time.truncatedTo(ChronoUnit.MILLIS));
    }

    /** The mark of a report: the line counts where its JobResponseID is {@code <JobOrderID>#<number>}. */
    static ReportMark of(String jobResponseId, JobOrderId job, Optional<Instant> reportedAt) {
        return new ReportMark(count(jobResponseId, job.value()), reportedAt);
    }

    private static OptionalLong count(String id, String job) {
        int mark = job.length();
        int digits = id.length() - mark - 1;
        if (digits < 1 || digits > MOST_DIGITS || id.charAt(mark) != '#' || !id.startsWith(job)) {
            return OptionalLong.empty();
        }
        long count = 0;
        for (int i = mark + 1; i < id.length(); i++) {
            int digit = id.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalLong.empty();
            }
            count = 10 * count + digit;
        }
        return OptionalLong.of(count);
    }

    /** The same mark once the job is sent anew: the line's next reports start a count of their own. */
    public ReportMark closed() {
        return at.isPresent() ? new ReportMark(OptionalLong.of(CLOSED), at) : NONE;
    }

    /** Whether the line's count of this mark has ended, so that its next reports count anew. */
    public boolean isClosed() {
        return sequence.isPresent() && sequence.getAsLong() == CLOSED;
    }

    /** Whether this report was certainly made before the other. */
    public boolean isBefore(ReportMark other) {
        if (counts(other) && sequence.getAsLong() != other.sequence.getAsLong()) {
            return sequence.getAsLong() < other.sequence.getAsLong();
        }
        return at.isPresent() && other.at.isPresent() && at.get().isBefore(other.at.get());
    }

    /** Whether this is certainly the very report that the other is, come again. */
    public boolean repeats(ReportMark other) {
        return at.isPresent() && (equals(other) || (other.isClosed() && at.equals(other.at)));
    }

    /** Whether the line made reports between the other and this one. */
    public boolean leavesGapAfter(ReportMark other) {
        return counts(other) && sequence.getAsLong() > other.sequence.getAsLong() + 1;
    }

    /** Whether only the line's clock orders this report after the other. */
    public boolean isLaterByClockAlone(ReportMark other) {
        return !counts(other)
                && at.isPresent()
                && other.at.isPresent()
                && at.get().isAfter(other.at.get());
    }

    /** The later of the two; this one when nobody can tell. */
    public ReportMark orLater(ReportMark other) {
        return isBefore(other) || repeats(other) ? other : this;
    }

    private boolean counts(ReportMark other) {
        return sequence.isPresent() && other.sequence.isPresent() && !isClosed() && !other.isClosed();
    }
}
