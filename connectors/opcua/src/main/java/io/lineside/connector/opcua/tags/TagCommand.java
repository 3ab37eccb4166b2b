package io.lineside.connector.opcua.tags;

import io.lineside.model.job.JobAction;
import io.lineside.model.job.RefusalCode;
import java.util.Map;
import java.util.Optional;

/** The numbers of {@code Request.Command} and {@code Answer.ErrorCode}. */
final class TagCommand {
    /** Answered, does nothing: the fence. */
    static final int NOTHING = 0;

    static final int START = 1;
    static final int CLEAR = 6;

    private static final Map<JobAction, Integer> NUMBERS = Map.of(
            JobAction.STORE_AND_START, START,
            JobAction.STOP, 2,
            JobAction.ABORT, 3,
            JobAction.PAUSE, 4,
            JobAction.RESUME, 5,
            JobAction.CLEAR, CLEAR);

    private static final Map<Integer, RefusalCode> REFUSALS = Map.of(
            1, RefusalCode.UNKNOWN_JOB_ORDER,
            2, RefusalCode.UNSUPPORTED,
            3, RefusalCode.INVALID_STATE,
            4, RefusalCode.UNABLE_TO_ACCEPT,
            32, RefusalCode.INVALID_REQUEST);

    private TagCommand() {}

    /** The number of an action; empty for one that a line with a single job has no use for. */
    static Optional<Integer> of(JobAction action) {
        return Optional.ofNullable(NUMBERS.get(action));
    }

    static RefusalCode refusal(int errorCode) {
        return REFUSALS.getOrDefault(errorCode, RefusalCode.VENDOR);
    }
}
