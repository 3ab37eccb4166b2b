package io.lineside.connector.opcua;

import io.lineside.connector.opcua.session.Link;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.line.JobEvidence;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Commands that a session sent and that were never answered. While that session lives, the server may still carry them
 * out, so that it does not know a job order proves nothing: the session is closed, and the next one is asked.
 * Thread-safe.
 */
final class UnansweredCommands {
    private final Map<JobOrderId, Link> open = new ConcurrentHashMap<>();

    /** Remembers the command unless it is answered. */
    CompletionStage<CommandOutcome> note(Link link, JobOrderId job, CompletionStage<CommandOutcome> sent) {
        return sent.thenApply(outcome -> {
            if (outcome instanceof CommandOutcome.Unknown) {
                open.values().removeIf(Link::isOver);
                open.put(job, link);
            }
            return outcome;
        });
    }

    /** What the line's answer proves. */
    JobEvidence judge(Link link, JobOrderId job, JobEvidence evidence) {
        if (evidence instanceof JobEvidence.Absent && open.remove(job, link)) {
            link.lose("a command about job " + job + " was not answered: a new session makes sure that it is not"
                    + " carried out any more");
            return new JobEvidence.Unanswered("a session in which no command about job " + job + " is open");
        }
        return evidence;
    }
}
