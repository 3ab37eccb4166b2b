package io.lineside.connector.opcua.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One method called on a job in one state. */
record Cell(JobMethod method, int state) implements Cited {
    /** StateText by StateNumber; 0 is a job that the line does not know. */
    static final List<String> STATES =
            List.of("unknown", "NotAllowedToStart", "AllowedToStart", "Running", "Interrupted", "Ended", "Aborted");

    static Stream<Cell> all() {
        return Arrays.stream(JobMethod.values())
                .flatMap(method -> IntStream.range(0, STATES.size()).mapToObj(state -> new Cell(method, state)));
    }

    /** The answers that say why the method is not done. */
    Set<ReturnStatusWord> refusals() {
        if (method == JobMethod.STORE || method == JobMethod.STORE_AND_START) {
            // The standard has no bit for a JobOrderID that is taken.
            return Set.of(ReturnStatusWord.UNABLE_TO_ACCEPT, ReturnStatusWord.INVALID_JOB_ORDER_STATUS);
        }
        return Set.of(
                state == JobMethod.UNKNOWN
                        ? ReturnStatusWord.UNKNOWN_JOB_ORDER_ID
                        : ReturnStatusWord.INVALID_JOB_ORDER_STATUS);
    }

    @Override
    public String clause() {
        return method.clause(state);
    }

    @Override
    public String title() {
        return method.browseName() + " on a job that is " + STATES.get(state) + " is "
                + (method.isAllowedIn(state) ? "done: " + STATES.get(method.next(state)) : "refused");
    }

    @Override
    public String toString() {
        return title();
    }
}
