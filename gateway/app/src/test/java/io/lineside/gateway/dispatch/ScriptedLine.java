package io.lineside.gateway.dispatch;

import io.lineside.gateway.Jobs;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.CommandOutcome.Accepted;
import io.lineside.model.job.CommandOutcome.Refused;
import io.lineside.model.job.CommandOutcome.Unknown;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.JobState;
import io.lineside.model.job.RefusalCode;
import io.lineside.model.line.ConnectionSetting;
import io.lineside.model.line.JobEvidence;
import io.lineside.model.line.JobListing;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineConnectorProvider;
import io.lineside.model.line.LineHealth;
import io.lineside.model.line.LineListener;
import io.lineside.model.line.LineSettings;
import io.lineside.model.line.MemoryId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;

/** A line that answers as the test says, because real ones can not be made to answer at the worst moment. */
final class ScriptedLine implements LineConnector, LineConnectorProvider {
    static final EquipmentId ID = new EquipmentId("glaze-1");
    static final CommandOutcome FULL = new Refused(RefusalCode.UNABLE_TO_ACCEPT, "no room");

    private final Map<JobOrderId, JobState> jobs = new LinkedHashMap<>();
    private final List<JobCommand> received = new ArrayList<>();
    private final ConcurrentLinkedDeque<Function<JobCommand, CompletionStage<CommandOutcome>>> answers =
            new ConcurrentLinkedDeque<>();
    private volatile Function<JobCommand, CompletionStage<CommandOutcome>> usual = this::take;
    private volatile Function<JobOrderId, CompletionStage<JobEvidence>> query = this::evidence;
    private volatile Optional<Clock> clock = Optional.empty();
    private volatile Optional<JobAction> lacking = Optional.empty();
    private volatile Optional<MemoryId> memory = Optional.of(new MemoryId("boot 1"));
    private volatile CompletionStage<Void> listingGate = CompletableFuture.completedFuture(null);

    /** The next command that is not answered by an earlier call of this is answered so. */
    void next(Function<JobCommand, CompletionStage<CommandOutcome>> answer) {
        answers.add(answer);
    }

    void always(Function<JobCommand, CompletionStage<CommandOutcome>> answer) {
        usual = answer;
    }

    /** Has no such command, and is known to have none. */
    void lacks(JobAction action) {
        lacking = Optional.of(action);
    }

    void onQuery(Function<JobOrderId, CompletionStage<JobEvidence>> answer) {
        query = answer;
    }

    /** Lists are answered only once this completes. */
    void listAfter(CompletionStage<Void> gate) {
        listingGate = gate;
    }

    /** Takes the command, and does as it says. */
    CompletionStage<CommandOutcome> take(JobCommand command) {
        keep(command);
        return CompletableFuture.completedFuture(new Accepted());
    }

    /** Does as the command says, but the answer is lost. */
    CompletionStage<CommandOutcome> takeSilently(JobCommand command) {
        keep(command);
        return lose(command);
    }

    /** Neither the command nor an answer arrives. */
    CompletionStage<CommandOutcome> lose(JobCommand command) {
        return CompletableFuture.completedFuture(
                new Unknown("no answer to " + command.action().methodName() + " within 5 s"));
    }

    static CompletionStage<CommandOutcome> answer(CommandOutcome outcome) {
        return CompletableFuture.completedFuture(outcome);
    }

    static CompletionStage<JobEvidence> unanswered(String waitedFor) {
        return CompletableFuture.completedFuture(new JobEvidence.Unanswered(waitedFor));
    }

    synchronized void has(JobOrderId id, JobState state) {
        jobs.put(id, state);
    }

    synchronized JobResponse response(JobOrderId id, int good) {
        JobResponse now = Jobs.report(id, Optional.ofNullable(jobs.get(id)).orElseThrow(), good, 0);
        return new JobResponse(
                now.id(),
                now.jobOrderId(),
                now.state(),
                clock.map(Clock::instant).or(now::reportedAt),
                now.startTime(),
                now.endTime(),
                now.data(),
                now.materials());
    }

    /** Reports by this clock instead of one that stands still. */
    void goesBy(Clock machine) {
        clock = Optional.of(machine);
    }

    synchronized List<JobCommand> received() {
        return List.copyOf(received);
    }

    List<JobOrderId> received(JobAction action) {
        return received().stream()
                .filter(command -> command.action() == action)
                .map(JobCommand::jobOrderId)
                .toList();
    }

    CompletionStage<JobEvidence> evidence(JobOrderId id) {
        synchronized (this) {
            return CompletableFuture.completedFuture(
                    jobs.containsKey(id) ? new JobEvidence.Present(response(id, 0)) : new JobEvidence.Absent());
        }
    }

    @Override
    public CompletionStage<CommandOutcome> send(JobCommand command) {
        // Chosen before a test can see the command, and then say how the next ones are answered.
        var scripted = answers.poll();
        var answer = scripted == null ? usual : scripted;
        synchronized (this) {
            received.add(command);
        }
        return answer.apply(command);
    }

    @Override
    public CompletionStage<JobEvidence> query(JobOrderId jobOrderId) {
        return query.apply(jobOrderId);
    }

    @Override
    public CompletionStage<JobListing> list() {
        return listingGate.thenApply(open -> {
            synchronized (this) {
                return new JobListing.Known(
                        jobs.keySet().stream().map(id -> response(id, 0)).toList());
            }
        });
    }

    void restartsAs(Optional<MemoryId> next) {
        memory = next;
    }

    synchronized void forgets() {
        jobs.clear();
    }

    @Override
    public Optional<MemoryId> memory() {
        return memory;
    }

    @Override
    public boolean offers(JobAction action) {
        return !lacking.equals(Optional.of(action));
    }

    @Override
    public void start() {}

    @Override
    public LineHealth health() {
        return new LineHealth(true, "scripted", Optional.empty(), List.of());
    }

    @Override
    public void close() {}

    @Override
    public String protocol() {
        return "scripted";
    }

    @Override
    public List<ConnectionSetting> settings() {
        return List.of();
    }

    @Override
    public LineConnector create(LineSettings settings, LineListener listener) {
        return this;
    }

    private synchronized void keep(JobCommand command) {
        JobOrderId id = command.jobOrderId();
        switch (command.action()) {
            case STORE -> jobs.put(id, JobState.NOT_ALLOWED_TO_START);
            case STORE_AND_START, START -> jobs.put(id, JobState.RUNNING);
            case CLEAR, CANCEL -> jobs.remove(id);
            case ABORT, STOP -> jobs.put(id, JobState.ABORTED);
            default -> throw new AssertionError("the gateway does not send " + command.action() + " yet");
        }
    }
}
