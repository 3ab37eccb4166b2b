package io.lineside.model.line;

import io.lineside.model.job.JobResponse;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Hears what happens on a line's link. Implemented by the gateway; called from the connector's threads, so it must not
 * block.
 */
public interface LineListener {
    /**
     * The line can be asked and commanded, and its reports arrive. Called after every connect and reconnect, and again
     * when reports may have been missed, so that the gateway asks the line about every open job first.
     */
    void connected();

    /**
     * The line can not be reached. Called once for each new reason, also before the first connect.
     *
     * @param reason in words for a technician
     */
    void disconnected(String reason);

    /**
     * The line reported about a job; late, repeated and reordered reports are normal.
     *
     * @return completes when the report is durable; the connector acknowledges it to the line only then. Completes
     *     exceptionally when it could not be kept: the connector must not acknowledge, and lets it be sent again.
     */
    CompletionStage<Void> reported(JobResponse response);

    /**
     * The same for reports about one job that came together, at least one, in the order the line made them.
     *
     * @return completes when all of them are durable, exceptionally when any could not be kept
     */
    default CompletionStage<Void> reported(List<JobResponse> responses) {
        return responses.stream()
                .map(this::reported)
                .reduce((one, other) -> one.thenCompose(kept -> other))
                .orElseThrow();
    }
}
