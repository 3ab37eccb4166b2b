package io.lineside.simulator.opcua.tags;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import io.lineside.simulator.job.Command;
import io.lineside.simulator.job.JobControl;
import io.lineside.simulator.job.JobSnapshot;
import io.lineside.simulator.job.Reply;
import io.lineside.simulator.job.ReturnStatus;
import io.lineside.simulator.line.AnswerGate;
import io.lineside.simulator.line.LineRuntime;
import io.lineside.simulator.order.JobOrder;
import io.lineside.simulator.order.Parameter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The program of the PLC. In each cycle it looks whether {@code ReqSeq} differs from the last one that it saw; if so it
 * copies the request, does or refuses the command, sets the status, then the echo and the error code, and last
 * {@code AckSeq}. A line that stalls or is slow does the command at once and answers later, or never.
 *
 * <p>After a restart with memory, a request that was not answered is looked at once more. A Start that was done, but
 * not answered before the power went, is answered as done: the job is the line's already.
 *
 * <p>Confined to the line's thread, but for {@link #job} and {@link #heartbeat}.
 */
final class TagProgram {
    private static final int START = 1;
    private static final int CLEAR = 6;
    private static final int MAX_ID = 64;
    private static final int INVALID_COMMAND = 2;
    private static final Map<Integer, Command> COMMANDS =
            Map.of(2, Command.STOP, 3, Command.ABORT, 4, Command.PAUSE, 5, Command.RESUME, CLEAR, Command.CLEAR);

    private final TagMemory memory;
    private final JobControl jobs;
    private final AnswerGate answers;
    private final LineRuntime runtime;
    private @Nullable Done done;
    private boolean firstCycle = true;
    private final AtomicLong cycles = new AtomicLong();

    /** A request that was done and is to be answered, at the earliest at that time. */
    private record Done(long seq, String jobId, int command, int error, Instant answerAt) {}

    TagProgram(TagMemory memory, LineRuntime runtime) {
        this.memory = memory;
        this.jobs = runtime.jobs();
        this.answers = runtime.answers();
        this.runtime = runtime;
    }

    /** The job that the line has. */
    Optional<JobSnapshot> job() {
        return jobs.orders().stream().findFirst();
    }

    /** Counts up with the cycles. */
    long heartbeat() {
        return cycles.get();
    }

    /** One cycle. */
    void cycle() {
        cycles.incrementAndGet();
        TagImage request = memory.image();
        long seq = request.number(Tag.REQ_SEQ);
        Done last = done;
        if (seq != request.number(Tag.ACK_SEQ) && (last == null || last.seq() != seq)) {
            execute(seq, request);
        }
        firstCycle = false;
        answer();
    }

    private void execute(long seq, TagImage request) {
        String jobId = request.text(Tag.JOB_ID);
        int command = (int) request.number(Tag.COMMAND);
        int error = error(command, jobId, request);
        // A line that is stopping refuses everything; what was asked of it is looked at again when it is back.
        if (!jobs.isClosed()) {
            done = new Done(
                    seq, jobId, command, error, runtime.clock().instant().plus(answers.delay()));
        }
    }

    private void answer() {
        Done last = done;
        if (last == null || answers.isHeld() || runtime.clock().instant().isBefore(last.answerAt())) {
            return;
        }
        memory.set(Map.of(
                Tag.ACK_JOB_ID, last.jobId(),
                Tag.ACK_COMMAND, ushort(last.command()),
                Tag.ERROR_CODE, ushort(last.error()),
                Tag.ACK_SEQ, uint(last.seq())));
        done = null;
    }

    private int error(int command, String jobId, TagImage request) {
        if (command == 0) {
            return ReturnStatus.NO_ERROR.bit();
        }
        Optional<String> own = job().map(job -> job.order().jobOrderId());
        if (command == START) {
            return start(jobId, own, request);
        }
        Command known = COMMANDS.get(command);
        if (known == null) {
            return INVALID_COMMAND;
        }
        if (firstCycle && command == CLEAR && own.isEmpty()) {
            return ReturnStatus.NO_ERROR.bit();
        }
        return own.equals(Optional.of(jobId))
                ? jobs.command(known, jobId).status().bit()
                : ReturnStatus.UNKNOWN_JOB_ORDER_ID.bit();
    }

    private int start(String jobId, Optional<String> own, TagImage request) {
        if (own.isPresent()) {
            boolean doneBefore = firstCycle && own.get().equals(jobId);
            return (doneBefore ? ReturnStatus.NO_ERROR : ReturnStatus.UNABLE_TO_ACCEPT).bit();
        }
        if (jobId.length() > MAX_ID || request.number(Tag.QUANTITY) < 1) {
            return ReturnStatus.INVALID_REQUEST.bit();
        }
        try {
            Reply reply = jobs.command(Command.STORE_AND_START, order(jobId, request));
            return reply.status().bit();
        } catch (IllegalArgumentException e) {
            return ReturnStatus.INVALID_REQUEST.bit();
        }
    }

    private JobOrder order(String jobId, TagImage request) {
        List<Parameter> parameters = memory.tags().stream()
                .filter(Tag::isParameter)
                .map(tag -> Parameter.of(tag.parameterId(), plain(request.value(tag.name()))))
                .toList();
        int quantity = Math.toIntExact(Math.min(Integer.MAX_VALUE, request.number(Tag.QUANTITY)));
        return JobOrder.of(jobId, request.text(Tag.WORK_MASTER), quantity, parameters);
    }

    private static Object plain(Object value) {
        if (value instanceof Float || value instanceof Double) {
            // By its text: a Float of 0.1 is 0.1 for people, and not 0.10000000149.
            return Double.valueOf(value.toString());
        }
        if (value instanceof Boolean) {
            return value;
        }
        return value instanceof Number number ? number.longValue() : String.valueOf(value);
    }
}
