package io.lineside.gateway.crash;

import io.lineside.model.job.JobAction;
import io.lineside.model.work.EventType;
import io.lineside.model.work.LedgerEvent;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Every step at which a crash would hurt if the code around it were wrong. A test that starts the program with
 * {@code -Dlineside.crashAt=POINT#n} has its process end there at the n-th time, without a goodbye to anybody; without
 * that property a point costs nothing. Thread-safe.
 */
public enum CrashPoint {
    /** What an order needs is written, not committed; the platform knows nothing. */
    BEFORE_ORDER_ACCEPTED,
    /** The order is durable; the platform has no answer yet. */
    AFTER_ORDER_ACCEPTED,
    /** The intent to send is not durable yet. */
    BEFORE_JOB_SENDING,
    /** The intent to send is durable; nothing was sent. */
    AFTER_JOB_SENDING,
    /** A job order is about to be handed to its line. */
    JOB_TO_BE_SENT,
    /** A job order is on its way to the line. */
    JOB_SENT,
    /** The line's answer to a job order is here, and only here. */
    JOB_ANSWERED,
    /** The outcome that the line took the job is not durable yet. */
    BEFORE_JOB_ACCEPTED_BY_LINE,
    /** It is durable. */
    AFTER_JOB_ACCEPTED_BY_LINE,
    /** The refusal of a line without room is not durable yet. */
    BEFORE_JOB_REFUSED_BY_LINE,
    /** It is durable. */
    AFTER_JOB_REFUSED_BY_LINE,
    /** A job that never left is not queued again yet. */
    BEFORE_JOB_NOT_DELIVERED,
    /** It is queued again. */
    AFTER_JOB_NOT_DELIVERED,
    /** A doubt is not durable yet. */
    BEFORE_JOB_IN_DOUBT,
    /** It is durable. */
    AFTER_JOB_IN_DOUBT,
    /** The line has said which jobs it has. */
    ROLL_HEARD,
    /** The line has said whether it has a job. */
    EVIDENCE_HEARD,
    /** What settles a doubt is not durable yet. */
    BEFORE_JOB_DOUBT_SETTLED,
    /** It is durable. */
    AFTER_JOB_DOUBT_SETTLED,
    /** Start is about to be sent for a stored job. */
    START_TO_BE_SENT,
    /** Start is on its way to the line. */
    START_SENT,
    /** The line's answer to Start is here, and only here. */
    START_ANSWERED,
    /** That its platform wants a job no more, which a line has, is not durable yet. */
    BEFORE_JOB_CANCEL_ASKED,
    /** It is durable; the line was not asked, and the platform has no answer yet. */
    AFTER_JOB_CANCEL_ASKED,
    /** The line is about to be told to take a job back, or to end it. */
    CANCEL_TO_BE_SENT,
    /** That is on its way to the line. */
    CANCEL_SENT,
    /** The line's answer to it is here, and only here. */
    CANCEL_ANSWERED,
    /** A report has arrived, and only arrived. */
    REPORT_HEARD,
    /** That the line began is not durable yet. */
    BEFORE_JOB_RUNNING,
    /** It is durable. */
    AFTER_JOB_RUNNING,
    /** A piece is not counted yet. */
    BEFORE_JOB_PROGRESSED,
    /** It is counted. */
    AFTER_JOB_PROGRESSED,
    /** The final result is not durable yet; the line has the only copy. */
    BEFORE_JOB_ENDED,
    /** It is durable; the line still keeps it. */
    AFTER_JOB_ENDED,
    /** A report is kept; the line was not told. */
    REPORT_KEPT,
    /** The order's new state is not durable yet. */
    BEFORE_ORDER_STATE_CHANGED,
    /** It is durable; nobody who waits for it was woken. */
    AFTER_ORDER_STATE_CHANGED,
    /** The line is about to be told to forget a job. */
    CLEAR_TO_BE_SENT,
    /** Clear is on its way to the line. */
    CLEAR_SENT,
    /** The line has forgotten the job, and only the line knows. */
    CLEAR_ANSWERED,
    /** That the line has forgotten is not durable yet. */
    BEFORE_JOB_CLEARED,
    /** It is durable. */
    AFTER_JOB_CLEARED,
    /** Every order of a document is answered; its file lies where it lay, its message is not acknowledged. */
    DOCUMENT_ANSWERED,
    /** What is said of a file is written; the file is not moved. */
    RECEIPT_WRITTEN,
    /** Brokers have events; how far that is, is not durable. */
    EVENTS_SENT;

    /** The exit code of a process that ended at a point. */
    public static final int EXIT_CODE = 86;

    private static final String CRASH_AT = System.getProperty("lineside.crashAt", "");
    private static final boolean ARMED = !CRASH_AT.isEmpty();
    private static final AtomicInteger TIMES = new AtomicInteger();
    private static final Map<EventType, CrashPoint> BEFORE = named("BEFORE_");
    private static final Map<EventType, CrashPoint> AFTER = named("AFTER_");

    /** The program comes past this point. */
    public void passed() {
        if (ARMED && CRASH_AT.startsWith(name() + "#") && CRASH_AT.endsWith("#" + TIMES.incrementAndGet())) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    /** These events are written and about to be committed. */
    public static void beforeCommit(List<LedgerEvent> events) {
        pass(BEFORE, events);
    }

    /** These events are durable, and nobody was told. */
    public static void afterCommit(List<LedgerEvent> events) {
        pass(AFTER, events);
    }

    /** A command is about to be handed to its line. */
    public static void toBeSent(JobAction action) {
        of(action, JOB_TO_BE_SENT, START_TO_BE_SENT, CANCEL_TO_BE_SENT, CLEAR_TO_BE_SENT)
                .passed();
    }

    /** A command was handed to its line. */
    public static void sent(JobAction action) {
        of(action, JOB_SENT, START_SENT, CANCEL_SENT, CLEAR_SENT).passed();
    }

    /** A line has answered a command. */
    public static void answered(JobAction action) {
        of(action, JOB_ANSWERED, START_ANSWERED, CANCEL_ANSWERED, CLEAR_ANSWERED)
                .passed();
    }

    /** The points are those of a sending, of Start, of a withdrawal, and of Clear. */
    private static CrashPoint of(JobAction action, CrashPoint... points) {
        return switch (action) {
            case START -> points[1];
            case CANCEL, ABORT, STOP -> points[2];
            case CLEAR -> points[3];
            default -> points[0];
        };
    }

    private static void pass(Map<EventType, CrashPoint> points, List<LedgerEvent> events) {
        if (ARMED) {
            for (LedgerEvent event : events) {
                CrashPoint point = points.get(event.type());
                if (point != null) {
                    point.passed();
                }
            }
        }
    }

    private static Map<EventType, CrashPoint> named(String moment) {
        Map<EventType, CrashPoint> points = new EnumMap<>(EventType.class);
        for (EventType type : EventType.values()) {
            for (CrashPoint point : values()) {
                if (point.name().equals(moment + type.name())) {
                    points.put(type, point);
                }
            }
        }
        return points;
    }
}
