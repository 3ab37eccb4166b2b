package io.lineside.connector.opcua.tags;

import io.lineside.connector.opcua.client.NodeName;
import io.lineside.connector.opcua.client.OpcUaException;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.CommandOutcome.Accepted;
import io.lineside.model.job.CommandOutcome.Refused;
import io.lineside.model.job.CommandOutcome.Unknown;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.RefusalCode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The gateway's side of TAG-HANDSHAKE.md, straight down. Blocks; one call at a time, on the line's queue. Whatever fails
 * before the sequence number is written fails with an {@link OpcUaException}: nothing was asked of the line then.
 */
final class Handshake {
    private final TagAccess tags;
    private final TagMap map;
    private final Duration pause;
    private final CountDownLatch closed;
    private final Predicate<TagStatus> keepFinal;

    /**
     * A handshake in one session.
     *
     * @param pause between two reads while waiting
     * @param closed ends all waiting
     * @param keepFinal makes the result of a job durable before it is cleared; false when it could not be kept
     */
    Handshake(TagAccess tags, TagMap map, Duration pause, CountDownLatch closed, Predicate<TagStatus> keepFinal) {
        this.tags = tags;
        this.map = map;
        this.pause = pause;
        this.closed = closed;
        this.keepFinal = keepFinal;
    }

    /** Sends a command and waits until the line has answered it or it is late. */
    CommandOutcome send(TagRequest request) {
        Optional<Integer> number = TagCommand.of(request.command().action());
        if (number.isEmpty()) {
            return refused(
                    RefusalCode.UNSUPPORTED,
                    "a line with tag handshake has no "
                            + request.command().action().methodName());
        }
        TagStatus status = settled(request.deadline());
        if (number.get() == TagCommand.START && status.hasJob(request.command().jobOrderId())) {
            return refused(RefusalCode.UNABLE_TO_ACCEPT, "the line has this job already");
        }
        if (number.get() == TagCommand.START && status.hasJob()) {
            if (!status.isOver()) {
                return refused(RefusalCode.UNABLE_TO_ACCEPT, "the line is busy with job " + status.jobId());
            }
            status = cleared(status, request);
        }
        return ask(status, number.get(), request);
    }

    /** Where the line stands, with no request open: waits for an open one, and fences it when its answer stays out. */
    TagStatus settled(Deadline deadline) {
        TagStatus status = tags.readTwice();
        if (!status.isOpen()) {
            return status;
        }
        return await(deadline.half(), answered -> !answered.isOpen()).isPresent()
                ? tags.readTwice()
                : fenced(tags.read(), deadline);
    }

    private CommandOutcome ask(TagStatus status, int number, TagRequest request) {
        Map<NodeName, Object> data;
        List<String> differences;
        try {
            data = data(number, request);
            differences = tags.writeAndCompare(data);
        } catch (IllegalArgumentException unfit) {
            return unasked(status, request, String.valueOf(unfit.getMessage()));
        }
        if (!differences.isEmpty()) {
            return unasked(status, request, "no match, no start: read back, " + String.join("; ", differences));
        }
        if (!request.ask()) {
            return request.abandon("the line's tags took longer than the request timeout, nothing was asked");
        }
        long sequence = status.next();
        Optional<TagStatus> answer = answer(sequence, request);
        return answer.map(found ->
                        verdict(found, sequence, number, request.command().jobOrderId()))
                .orElseGet(() -> new Unknown("AckSeq " + sequence + " of the line within the request timeout"));
    }

    /**
     * Refuses what was not asked. A line without a number gets one, as from any request: it would look like a line that
     * has forgotten everything, and nobody could say whether it has the job.
     */
    private Refused unasked(TagStatus status, TagRequest request, String why) {
        if (status.isForgotten()) {
            fenced(status, request.deadline());
        }
        return refused(RefusalCode.INVALID_REQUEST, why);
    }

    /** Writes the number and waits for it to come back; a write without an answer is settled by the same waiting. */
    private Optional<TagStatus> answer(long sequence, TagRequest request) {
        try {
            tags.writeSequence(sequence);
            return await(request.deadline(), status -> status.ackSeq() == sequence || status.reqSeq() != sequence);
        } catch (OpcUaException noAnswer) {
            return Optional.empty();
        }
    }

    private static CommandOutcome verdict(TagStatus status, long sequence, int number, JobOrderId job) {
        if (status.ackSeq() != sequence) {
            return new Unknown("AckSeq " + sequence + " of the line; it has ReqSeq " + status.reqSeq()
                    + " now: it has forgotten everything, or somebody else writes its tags");
        }
        if (!status.ackJobId().equals(job.value()) || status.ackCommand() != number) {
            return new Unknown("an answer for command " + number + " of job " + job + "; it came for command "
                    + status.ackCommand() + " of job '" + status.ackJobId() + "': somebody else writes its tags");
        }
        return status.errorCode() == 0
                ? new Accepted()
                : refused(
                        TagCommand.refusal(status.errorCode()),
                        TagCommand.refusal(status.errorCode()).meaning() + " (ErrorCode " + status.errorCode() + ")");
    }

    /** Keeps the final counts of the job that is over, then has the line forget it. */
    private TagStatus cleared(TagStatus over, TagRequest request) {
        if (!keepFinal.test(over)) {
            throw new OpcUaException("the result of job " + over.jobId() + " could not be kept, so it is not cleared");
        }
        List<String> differences = tags.writeAndCompare(
                Map.of(map.node(Tag.JOB_ID), over.jobId(), map.node(Tag.COMMAND), TagCommand.CLEAR));
        return bumped(over.next(), differences, request.deadline())
                .filter(status -> !status.hasJob())
                .orElseThrow(() -> new OpcUaException("the line did not clear job " + over.jobId()));
    }

    /** After the answer to the fence the older request can not be taken any more. */
    private TagStatus fenced(TagStatus open, Deadline deadline) {
        List<String> differences = tags.writeAndCompare(Map.of(map.node(Tag.COMMAND), TagCommand.NOTHING));
        return bumped(open.next(), differences, deadline)
                .map(status -> tags.readTwice())
                .orElseThrow(() -> new OpcUaException("request " + open.reqSeq()
                        + " is not answered by the line, and the fence behind it is not either"));
    }

    private Optional<TagStatus> bumped(long sequence, List<String> differences, Deadline deadline) {
        if (!differences.isEmpty()) {
            throw new OpcUaException("read back, " + String.join("; ", differences));
        }
        tags.writeSequence(sequence);
        return await(deadline, status -> status.ackSeq() == sequence);
    }

    private Map<NodeName, Object> data(int number, TagRequest request) {
        var data = new LinkedHashMap<NodeName, Object>();
        data.put(map.node(Tag.JOB_ID), request.command().jobOrderId().value());
        data.put(map.node(Tag.COMMAND), number);
        request.command().order().ifPresent(order -> {
            data.put(map.node(Tag.WORK_MASTER), order.workMasterId().value());
            data.put(map.node(Tag.QUANTITY), order.quantity());
            parameters(order, data);
        });
        return data;
    }

    /** All of the line's parameters and no other: a tag that is not written would keep the last job's value. */
    private void parameters(JobOrder order, Map<NodeName, Object> data) {
        var missing = new LinkedHashMap<>(map.parameters());
        for (JobParameter parameter : order.parameters()) {
            NodeName node = missing.remove(parameter.id());
            if (node != null && parameter.subparameters().isEmpty()) {
                data.put(node, parameter.value().plain());
            } else if (!parameter.id().equals(JobOrder.SPEC_DIGEST_PARAMETER)) {
                throw new IllegalArgumentException("parameter " + parameter.id()
                        + ": the line has no tag for it; map one under connection.parameters");
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "parameters " + missing.keySet() + ": the line has tags for them, the job order has no values");
        }
    }

    private Optional<TagStatus> await(Deadline deadline, Predicate<TagStatus> there) {
        while (!deadline.isOver()) {
            TagStatus status = tags.read();
            if (there.test(status)) {
                return Optional.of(status);
            }
            pause();
        }
        return Optional.empty();
    }

    private void pause() {
        try {
            if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new OpcUaException("the connection was closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OpcUaException("the gateway is stopping");
        }
    }

    private static Refused refused(RefusalCode code, String reason) {
        return new Refused(code, reason);
    }
}
