package io.lineside.gateway.progress;

import io.lineside.gateway.store.ToldJob;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.JobState;
import io.lineside.model.job.ParameterValue;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Compares what a line says that it built with what it was told to. Nobody may ship what it counts without a look, so
 * that such a job is quarantined with what differs, and the line is told to end it. A line that says nothing contradicts
 * nothing. Pure; thread-safe.
 */
public final class Contradiction {
    /** With this begins the reason of a job that the line built otherwise. */
    private static final String OTHER_VARIANT = "the line reports another variant than the one ordered";
    /** With this ends it where the line has not ended the job yet. */
    private static final String TOLD_TO_END = "; it is told to end the job: look at the pieces";

    private static final int MOST_SHOWN = 5;

    private Contradiction() {}

    /** Whether the line says anything of what it builds. */
    static boolean isPossible(JobResponse report) {
        for (JobParameter entry : report.data()) {
            if (!entry.id().equals(JobResponse.SCRAP_QUANTITY) && !entry.id().equals(JobResponse.UNIT_RESULTS)) {
                return true;
            }
        }
        return false;
    }

    /**
     * What a report of another variant makes of the job; empty where nothing differs.
     *
     * @param told what the line was told, and what of it is personal
     */
    static Optional<JobChange> of(TrackedJob job, JobResponse report, ToldJob told) {
        String ordered = told.specDigest();
        Map<String, JobParameter> built = new HashMap<>();
        report.data().forEach(entry -> built.putIfAbsent(entry.id(), entry));
        List<String> differences = new ArrayList<>();
        Optional<String> digest = Optional.ofNullable(built.get(JobOrder.SPEC_DIGEST_PARAMETER))
                .map(entry -> String.valueOf(entry.value().plain()))
                .filter(made -> !made.equalsIgnoreCase(ordered));
        told.order().ifPresent(order -> order.parameters().stream()
                .filter(parameter -> !parameter.id().equals(JobOrder.SPEC_DIGEST_PARAMETER))
                .forEach(parameter -> Optional.ofNullable(built.get(parameter.id()))
                        .ifPresent(entry -> {
                            List<String> found = new ArrayList<>();
                            compare(parameter.id(), parameter, entry, found);
                            differences.addAll(
                                    !found.isEmpty() && told.personal().contains(parameter.id())
                                            ? List.of(parameter.id() + ", which is personal, was built otherwise")
                                            : found);
                        })));
        if (differences.isEmpty() && digest.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> evidence = new TreeMap<>();
        evidence.put(JobChange.STATE_AT_LINE, report.state().text());
        digest.ifPresent(made -> {
            evidence.put("specDigestOrdered", ordered);
            evidence.put("specDigestReported", made);
        });
        if (!differences.isEmpty()) {
            evidence.put("differences", String.join("; ", differences));
        }
        return Optional.of(
                JobChange.to(JobPhase.QUARANTINED, EventType.JOB_QUARANTINED, job, reason(report, differences))
                        .because(evidence));
    }

    /** Whether a quarantined job goes on at its line, which has to end it. */
    public static boolean goesOnAtTheLine(TrackedJob job) {
        return job.phase() == JobPhase.QUARANTINED
                && job.reason().startsWith(OTHER_VARIANT)
                && job.reason().endsWith(TOLD_TO_END);
    }

    private static String reason(JobResponse report, List<String> differences) {
        String counts =
                " (" + report.goodQuantity() + " good, state " + report.state().text() + ")";
        String what = differences.isEmpty()
                ? ": its spec digest"
                : ": " + String.join("; ", differences.subList(0, Math.min(MOST_SHOWN, differences.size())));
        return OTHER_VARIANT + counts + what + (isOver(report.state()) ? ": look at the pieces" : TOLD_TO_END);
    }

    private static boolean isOver(JobState state) {
        return state == JobState.ENDED || state == JobState.ABORTED;
    }

    private static void compare(String path, JobParameter told, JobParameter built, List<String> differences) {
        if (!isSame(told.value(), built.value())) {
            differences.add(path + " was told as '" + told.value().plain() + "' and built as '"
                    + built.value().plain() + "'");
        }
        Map<String, JobParameter> parts = new HashMap<>();
        built.subparameters().forEach(part -> parts.putIfAbsent(part.id(), part));
        told.subparameters().forEach(part -> Optional.ofNullable(parts.get(part.id()))
                .ifPresent(entry -> compare(path + "/" + part.id(), part, entry, differences)));
    }

    /** Numbers are the same when a line that keeps them in single precision can not tell them apart. */
    private static boolean isSame(ParameterValue told, ParameterValue built) {
        if (told.plain() instanceof Number one && built.plain() instanceof Number other) {
            return Float.compare(one.floatValue(), other.floatValue()) == 0;
        }
        return told.plain().equals(built.plain());
    }
}
