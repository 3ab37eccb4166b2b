package io.lineside.model.work;

import java.util.Locale;

/** What the ledger records: one event per transition, never changed afterwards. */
public enum EventType {
    /** An order became durable. */
    ORDER_ACCEPTED("OrderAccepted"),
    /** A job order was planned for a line. */
    JOB_PLANNED("JobPlanned"),
    /** An order's jobs are all planned. */
    ORDER_RELEASED("OrderReleased"),
    /** The intent to send a job became durable. */
    JOB_SENDING("JobSending"),
    /** The line took the job. */
    JOB_ACCEPTED_BY_LINE("JobAcceptedByLine"),
    /** The job certainly never reached the line; it is queued again. */
    JOB_NOT_DELIVERED("JobNotDelivered"),
    /** The line answered and did not take the job. */
    JOB_REFUSED_BY_LINE("JobRefusedByLine"),
    /** No answer that says anything came in time. */
    JOB_IN_DOUBT("JobInDoubt"),
    /** The line was asked and proved what became of the job. */
    JOB_DOUBT_SETTLED("JobDoubtSettled"),
    /** The line started making the job. */
    JOB_RUNNING("JobRunning"),
    /** The line made a piece. */
    JOB_PROGRESSED("JobProgressed"),
    /** The line interrupted the job. */
    JOB_INTERRUPTED("JobInterrupted"),
    /** The line finished the job. */
    JOB_ENDED("JobEnded"),
    /** The line gave the job up. */
    JOB_ABORTED("JobAborted"),
    /** The job will not be sent: no line took it, or nothing is left to make. */
    JOB_FAILED("JobFailed"),
    /** The job was withdrawn before it started. */
    JOB_CANCELLED("JobCancelled"),
    /** The job waits for a person. */
    JOB_HELD("JobHeld"),
    /** The line refused the job for good; another line that can make it gets it. */
    JOB_REROUTED("JobRerouted"),
    /** Something about the job failed a check: it can not go on without a hand. */
    JOB_QUARANTINED("JobQuarantined"),
    /** A person decided about the job. */
    JOB_DECIDED("JobDecided"),
    /** The line no longer keeps the job. */
    JOB_CLEARED("JobCleared"),
    /** The job's quantity was lowered to what its predecessors made, or because its platform cancelled pieces. */
    JOB_QUANTITY_LOWERED("JobQuantityLowered"),
    /** A job that its platform had held may be sent again. */
    JOB_RESUMED("JobResumed"),
    /** Its platform asked not to have the job made, which its line has or may have: the line is asked. */
    JOB_CANCEL_ASKED("JobCancelAsked"),
    /** A platform asked to change its order; the event says what became of that. */
    ORDER_ACTED("OrderActed"),
    /** What is personal in the order was overwritten, everywhere in the store. */
    ORDER_ERASED("OrderErased"),
    /** The store was put back from a backup; what the order's lines did after that backup is not known. */
    ORDER_RESTORED("OrderRestored"),
    /** The order's state changed. */
    ORDER_STATE_CHANGED("OrderStateChanged");

    private final String text;
    private final String dotted;

    EventType(String text) {
        this.text = text;
        this.dotted = text.replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT)
                .replaceFirst("-", ".");
    }

    /** The word in the ledger and in the API. */
    public String text() {
        return text;
    }

    /** The same as a name in parts: {@code order.state-changed}. */
    public String dotted() {
        return dotted;
    }

    /** The type with this word. */
    public static EventType ofText(String text) {
        for (EventType type : values()) {
            if (type.text.equals(text)) {
                return type;
            }
        }
        throw new IllegalArgumentException("no ledger event is called '" + text + "'");
    }
}
