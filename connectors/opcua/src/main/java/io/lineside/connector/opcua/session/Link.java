package io.lineside.connector.opcua.session;

import io.lineside.connector.opcua.binary.Structure;
import io.lineside.connector.opcua.client.ClientDisposal;
import io.lineside.connector.opcua.client.LinkFailure;
import io.lineside.connector.opcua.mapping.MachineryOutputs;
import io.lineside.connector.opcua.mapping.MethodAnswer;
import io.lineside.connector.opcua.security.LineSecurity;
import io.lineside.connector.opcua.wire.Isa95JobResponse;
import io.lineside.model.line.MemoryId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaSession;
import org.eclipse.milo.opcua.stack.core.Stack;
import org.eclipse.milo.opcua.stack.core.types.UaRequestMessageType;
import org.eclipse.milo.opcua.stack.core.types.UaResponseMessageType;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.eclipse.milo.opcua.stack.core.types.structured.CallRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.RequestHeader;
import org.eclipse.milo.opcua.stack.core.types.structured.ResponseHeader;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;
import org.jspecify.annotations.Nullable;

/**
 * One session with one server, in working order with all a line needs. Thread-safe; no call blocks.
 *
 * <p>Requests carry the token of the very session that the link was opened with, and go out only while its connection
 * is up: a request can not wait in a queue and reach the line later, when nobody expects it any more.
 */
public final class Link {
    private static final int VALUE_ATTRIBUTE = 13;
    private static final Duration SHORTEST = Duration.ofMillis(100);
    /** After the request's own timeout, for the case that it never got as far as the wire. */
    private static final Duration MARGIN = Duration.ofMillis(250);

    private final OpcUaClient client;
    private final OpcUaSession session;
    private final JobControlNodes nodes;
    private final LinkSettings settings;
    private final LinkListener listener;
    private final ClientDisposal disposal;
    private final OperationLimits limits;
    private final InFlight inFlight;
    private final MethodCalls commands;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Instant lastContact;
    private volatile Optional<Duration> clockOffset = Optional.empty();
    private volatile Optional<String> noEvents = Optional.empty();
    private volatile Optional<MemoryId> memory = Optional.empty();

    Link(
            OpcUaClient client,
            OpcUaSession session,
            JobControlNodes nodes,
            OperationLimits limits,
            LinkSettings settings,
            LinkListener listener) {
        this.client = client;
        this.session = session;
        this.nodes = nodes;
        this.settings = settings;
        this.listener = listener;
        this.limits = limits;
        inFlight = new InFlight(settings.maxRequests());
        commands = new MethodCalls(
                Math.min(settings.callsPerRequest(), limits.maxNodesPerMethodCall()),
                this::callAll,
                (wait, task) -> CompletableFuture.delayedExecutor(
                                wait.toNanos(), TimeUnit.NANOSECONDS, Stack.sharedExecutor())
                        .execute(task),
                System::nanoTime);
        disposal = new ClientDisposal(client);
        lastContact = settings.clock().instant();
    }

    /** Where the server keeps its job control. */
    public JobControlNodes nodes() {
        return nodes;
    }

    /** When the server last sent anything. */
    public Instant lastContact() {
        return lastContact;
    }

    /** How messages are protected, for example {@code Basic256Sha256/SignAndEncrypt}. */
    public String security() {
        return LineSecurity.words(client.getConfig().getEndpoint());
    }

    /** How far the server's clock is ahead of the gateway's, negative for behind; empty until it was measured. */
    public Optional<Duration> clockOffset() {
        return clockOffset;
    }

    void clockIsAhead(Duration offset) {
        clockOffset = Optional.of(offset);
    }

    /** How many requests wait for the server's answer. */
    public int requestsInFlight() {
        return inFlight.underWay();
    }

    /** Why the line is not trusted any more; empty where it still is. Blocks for a few small files. */
    Optional<String> distrust() {
        return settings.security()
                .distrust(client.getConfig().getEndpoint(), EndpointUtil.getHost(settings.endpoint()));
    }

    /** The start of the server; empty where it does not say. */
    public Optional<MemoryId> memory() {
        return memory;
    }

    void remembersSince(MemoryId start) {
        memory = Optional.of(start);
    }

    /** Why the line does not report by itself, so that somebody has to ask; empty where it does. */
    public Optional<String> noEvents() {
        return noEvents;
    }

    void withoutEvents(String why) {
        noEvents = Optional.of(why);
    }

    void heardFrom() {
        lastContact = settings.clock().instant();
    }

    /** Whether the link is lost or closed. */
    public boolean isOver() {
        return over.get();
    }

    OpcUaClient client() {
        return client;
    }

    /** Calls a method, in a request of its own. Completes within the request timeout and a small margin, always normally. */
    public CompletableFuture<MethodAnswer> call(NodeId object, NodeId method, Variant... inputs) {
        return settled(
                callAll(List.of(new CallMethodRequest(object, method, inputs))).thenApply(answers -> answers.get(0)));
    }

    /**
     * Calls a method of the receiver, in one request with others where that saves some. Completes as {@link #call} does, where it
     * is not urgent {@link MethodCalls#MOMENT} later at most.
     *
     * @param isUrgent whether somebody waits for it
     */
    public CompletableFuture<MethodAnswer> command(NodeId method, boolean isUrgent, Variant... inputs) {
        return settled(commands.call(new CallMethodRequest(nodes.receiver(), method, inputs), isUrgent));
    }

    private CompletableFuture<MethodAnswer> settled(CompletableFuture<MethodAnswer> answer) {
        return answer.exceptionally(failure -> Failures.toAnswer(failure, settings.requestTimeout()));
    }

    private CompletableFuture<List<MethodAnswer>> callAll(List<CallMethodRequest> calls) {
        var methods = calls.toArray(CallMethodRequest[]::new);
        return ask(header -> new CallRequest(header, methods))
                .thenApply(response -> answered((CallResponse) response, methods.length));
    }

    /** Reads values, in as many requests as the server's limit needs; completes exceptionally when there is no answer. */
    public CompletionStage<Values> read(NodeId... variables) {
        return limits.portions(variables).stream()
                .map(this::readPortion)
                .reduce(
                        CompletableFuture.completedFuture(Values.NONE),
                        (one, other) -> one.thenCombine(other, Values::and));
    }

    private CompletableFuture<Values> readPortion(List<NodeId> variables) {
        ReadValueId[] ids = variables.stream()
                .map(variable ->
                        new ReadValueId(variable, UInteger.valueOf(VALUE_ATTRIBUTE), null, QualifiedName.NULL_VALUE))
                .toArray(ReadValueId[]::new);
        return ask(header -> new ReadRequest(header, 0.0, TimestampsToReturn.Neither, ids))
                .thenApply(response -> {
                    DataValue[] results = ((ReadResponse) response).getResults();
                    return new Values(
                            results == null ? List.of() : List.of(results), time(response.getResponseHeader()));
                });
    }

    /** What a read gave: one value for each variable asked, and when by the server's clock. */
    public record Values(List<DataValue> values, Optional<Instant> serverTime) {
        private static final Values NONE = new Values(List.of(), Optional.empty());

        private Values and(Values more) {
            return new Values(
                    Stream.concat(values.stream(), more.values.stream()).toList(), more.serverTime);
        }
    }

    /** A structure of OPC 10031-4 as a method takes it. */
    public <T> Variant encode(Structure<T> type, T value) {
        return new Variant(type.encode(value, client.getStaticEncodingContext(), nodes.namespaceIndex()));
    }

    /** An array of structures of OPC 10031-4 as a method takes it. */
    public <T> Variant encode(Structure<T> type, List<T> values) {
        return new Variant(type.encode(values, client.getStaticEncodingContext(), nodes.namespaceIndex()));
    }

    /** Reads a structure of OPC 10031-4. */
    public <T> T decode(Structure<T> type, @Nullable Object variantValue) {
        return type.decode(variantValue, client.getStaticEncodingContext(), nodes.namespaceIndex());
    }

    /** Reads a job response, with what OPC 40001-3 adds to it. */
    public Isa95JobResponse jobResponse(@Nullable Object variantValue) {
        return unfolded(decode(Isa95JobResponse.STRUCTURE, variantValue));
    }

    /** Reads an array of job responses, with what OPC 40001-3 adds to them. */
    public List<Isa95JobResponse> jobResponses(@Nullable Object variantValue) {
        return decodeAll(Isa95JobResponse.STRUCTURE, variantValue).stream()
                .map(this::unfolded)
                .toList();
    }

    private Isa95JobResponse unfolded(Isa95JobResponse response) {
        return nodes.machineryJobs().isPresent()
                ? new MachineryOutputs(nodes.machineryJobs().getAsInt(), client.getStaticEncodingContext())
                        .unfold(response)
                : response;
    }

    /** Reads an array of structures of OPC 10031-4. */
    public <T> List<T> decodeAll(Structure<T> type, @Nullable Object variantValue) {
        return type.decodeAll(variantValue, client.getStaticEncodingContext(), nodes.namespaceIndex());
    }

    /** Closes the session at the server, with all its subscriptions; done after a few seconds in any case. */
    public CompletionStage<Void> close() {
        over.set(true);
        return disposal.dispose();
    }

    /** Gives the link up: tells the listener, once, and throws away what is left of it. */
    public void lose(String reason) {
        if (over.compareAndSet(false, true)) {
            listener.lost(this, reason);
            disposal.dispose();
        }
    }

    private CompletableFuture<UaResponseMessageType> ask(Function<RequestHeader, UaRequestMessageType> request) {
        Instant asked = settings.clock().instant();
        return inFlight.run(() -> send(request, remaining(asked)), settings.requestTimeout());
    }

    /** What is left of the request's time after waiting for its turn; never nothing, which would mean for ever. */
    private Duration remaining(Instant asked) {
        Duration left = settings.requestTimeout()
                .minus(Duration.between(asked, settings.clock().instant()));
        return left.compareTo(SHORTEST) > 0 ? left : SHORTEST;
    }

    private CompletableFuture<UaResponseMessageType> send(
            Function<RequestHeader, UaRequestMessageType> request, Duration timeout) {
        if (over.get() || !ClientDisposal.isConnected(client)) {
            return CompletableFuture.failedFuture(new LinkFailure("the connection is down"));
        }
        RequestHeader header =
                client.newRequestHeader(session.getAuthenticationToken(), UInteger.valueOf(timeout.toMillis()));
        return client.sendRequestAsync(request.apply(header))
                .orTimeout(timeout.plus(MARGIN).toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((response, failure) -> {
                    if (response != null) {
                        heardFrom();
                    }
                });
    }

    private static List<MethodAnswer> answered(CallResponse response, int calls) {
        CallMethodResult[] results = response.getResults();
        if (results == null || results.length != calls) {
            String what = "the server answered a request of " + calls + " calls with "
                    + (results == null ? 0 : results.length) + " results";
            return Collections.nCopies(calls, new MethodAnswer.NoAnswer(what));
        }
        Optional<Instant> time = time(response.getResponseHeader());
        return Arrays.stream(results).map(result -> answered(result, time)).toList();
    }

    private static MethodAnswer answered(CallMethodResult result, Optional<Instant> serverTime) {
        Variant[] outputs = result.getOutputArguments();
        return new MethodAnswer.Answered(
                result.getStatusCode(), outputs == null ? List.of() : List.of(outputs), serverTime);
    }

    private static Optional<Instant> time(ResponseHeader header) {
        return Optional.ofNullable(header.getTimestamp())
                .filter(DateTime::isNotNull)
                .map(DateTime::getJavaInstant);
    }
}
