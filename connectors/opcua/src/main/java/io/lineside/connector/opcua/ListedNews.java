package io.lineside.connector.opcua;

import io.lineside.model.JobOrderId;
import io.lineside.model.job.JobResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a line's list of jobs says that the one before did not. Confined to one list at a time. */
final class ListedNews {
    private final boolean besideEvents;
    private Map<JobOrderId, Seen> last = Map.of();

    /** What was listed, and in how many lists one after the other. */
    private record Seen(JobResponse response, int times) {}

    /** Lists of a line that sends events as well, or of one that does not. */
    ListedNews(boolean besideEvents) {
        this.besideEvents = besideEvents;
    }

    /** The news of the next list, in its order. */
    List<JobResponse> in(List<JobResponse> listed) {
        List<JobResponse> news = new ArrayList<>();
        Map<JobOrderId, Seen> now = new HashMap<>();
        for (JobResponse response : listed) {
            JobResponse timeless = withoutReportTime(response);
            Seen before = last.get(response.jobOrderId());
            int times = before != null && timeless.equals(before.response()) ? before.times() + 1 : 1;
            if (times == (mayBeOvertaking(response) ? 2 : 1)) {
                news.add(response);
            }
            now.put(response.jobOrderId(), new Seen(timeless, times));
        }
        last = now;
        return news;
    }

    /**
     * Whether it says that a job is over and nothing of what was made. An entry of JobOrderList has no results, and the event
     * that has them may be on its way: such an entry is news when it is there a second time.
     */
    private boolean mayBeOvertaking(JobResponse response) {
        return besideEvents
                && response.state().isFinal()
                && response.data().isEmpty()
                && response.materials().isEmpty();
    }

    private static JobResponse withoutReportTime(JobResponse response) {
        return new JobResponse(
                response.id(),
                response.jobOrderId(),
                response.state(),
                Optional.empty(),
                response.startTime(),
                response.endTime(),
                response.data(),
                response.materials(),
                response.substate());
    }
}
