package io.lineside.connector.opcua.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaSession;
import org.eclipse.milo.opcua.sdk.client.OperationLimits;
import org.eclipse.milo.opcua.sdk.client.SessionActivityListener;
import org.eclipse.milo.opcua.sdk.client.UaSession;
import org.eclipse.milo.opcua.stack.core.Stack;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.types.UaRequestMessageType;
import org.eclipse.milo.opcua.stack.core.types.UaResponseMessageType;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePath;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePathResult;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.eclipse.milo.opcua.stack.core.types.structured.CallRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.RequestHeader;
import org.eclipse.milo.opcua.stack.core.types.structured.TranslateBrowsePathsToNodeIdsRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.TranslateBrowsePathsToNodeIdsResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.WriteRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.WriteResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.WriteValue;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;
import org.eclipse.milo.opcua.stack.core.util.Lists;

/**
 * One open session. Thread-safe; no call blocks. Every stage completes within the request timeout and a small margin
 * for each chunk that the server's operation limits make necessary, exceptionally with an {@link OpcUaException}.
 *
 * <p>Requests carry the token of this very session and go out only while its connection is up: a request can not wait
 * in a queue and reach the server later, when nobody expects it any more.
 */
public final class ServerSession {
    /** After the request's own timeout, for the case that it never got as far as the wire. */
    private static final Duration MARGIN = Duration.ofMillis(250);

    private static final int MANY = 1_000;

    private final OpcUaClient client;
    private final OpcUaSession session;
    private final ClientSettings settings;
    private final OperationLimits limits;
    private final AtomicBoolean over = new AtomicBoolean();
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final Map<Duration, Feed> feeds = new ConcurrentHashMap<>();
    private volatile Consumer<String> missed = why -> {};

    ServerSession(OpcUaClient client, OpcUaSession session, ClientSettings settings) throws UaException {
        this.client = client;
        this.session = session;
        this.settings = settings;
        limits = client.readOperationLimits();
        client.addSessionActivityListener(new SessionActivityListener() {
            @Override
            public void onSessionInactive(UaSession lost) {
                lose("the connection to " + settings.endpoint() + " broke");
            }
        });
        if (!settings.security().isInsecure()) {
            watchTrust();
        }
    }

    /** A person may take the trust in the server's certificate back at any time. */
    private void watchTrust() {
        CompletableFuture.delayedExecutor(
                        settings.keepAlive().toMillis(), TimeUnit.MILLISECONDS, Stack.sharedExecutor())
                .execute(() -> {
                    if (!over.get()) {
                        settings.security()
                                .distrust(client.getConfig().getEndpoint(), EndpointUtil.getHost(settings.endpoint()))
                                .ifPresentOrElse(why -> lose(settings.endpoint() + ": " + why), this::watchTrust);
                    }
                });
    }

    /** The id of a node in this session. */
    public NodeId id(NodeName node) {
        return node.in(client.getNamespaceTable());
    }

    /** Where the structures of this session are encoded and decoded. */
    public EncodingContext encoding() {
        return client.getStaticEncodingContext();
    }

    /** The index of a namespace in this session. */
    public int namespaceIndex(String uri) {
        return Optional.ofNullable(client.getNamespaceTable().getIndex(uri))
                .orElseThrow(() -> new OpcUaException("the server has no namespace " + uri))
                .intValue();
    }

    /** Reads attributes, with both timestamps; one result for each, in order. */
    public CompletableFuture<List<DataValue>> read(List<ReadValueId> attributes) {
        return inChunks(attributes, limits.maxNodesPerRead(), chunk -> ask(header ->
                        new ReadRequest(header, 0.0, TimestampsToReturn.Both, chunk.toArray(ReadValueId[]::new)))
                .thenApply(response -> Lists.ofNullable(((ReadResponse) response).getResults())));
    }

    /** Writes attributes; one status for each, in order. */
    public CompletableFuture<List<StatusCode>> write(List<WriteValue> values) {
        return inChunks(values, limits.maxNodesPerWrite(), chunk -> ask(header ->
                        new WriteRequest(header, chunk.toArray(WriteValue[]::new)))
                .thenApply(response -> Lists.ofNullable(((WriteResponse) response).getResults())));
    }

    /** Calls a method. */
    public CompletableFuture<CallMethodResult> call(CallMethodRequest call) {
        return ask(header -> new CallRequest(header, new CallMethodRequest[] {call}))
                .thenApply(response -> only(Lists.ofNullable(((CallResponse) response).getResults())));
    }

    /** Where a path leads, with the status where it leads nowhere (OPC 10000-4 5.9.4). */
    public CompletableFuture<BrowsePathResult> translate(BrowsePath path) {
        return ask(header -> new TranslateBrowsePathsToNodeIdsRequest(header, new BrowsePath[] {path}))
                .thenApply(response ->
                        only(Lists.ofNullable(((TranslateBrowsePathsToNodeIdsResponse) response).getResults())));
    }

    /** The subscription with this publishing interval, made on first use and ended with the session. */
    public Feed feed(Duration publishingInterval) {
        return feeds.computeIfAbsent(
                publishingInterval, interval -> new Feed(client, this, interval, settings.requestTimeout()));
    }

    /** Completes with the reason when the session is of no use any more. */
    CompletionStage<String> end() {
        return end;
    }

    void onMissed(Consumer<String> listener) {
        missed = listener;
    }

    void missed(String why) {
        missed.accept(why);
    }

    /** Gives the session up and throws away what is left of it. */
    void lose(String reason) {
        if (over.compareAndSet(false, true)) {
            end.complete(reason);
            new ClientDisposal(client).dispose();
        }
    }

    /** Closes the session at the server with all it holds; done after a few seconds in any case. */
    CompletionStage<Void> close() {
        over.set(true);
        return new ClientDisposal(client).dispose();
    }

    private CompletableFuture<UaResponseMessageType> ask(Function<RequestHeader, UaRequestMessageType> request) {
        if (over.get() || !ClientDisposal.isConnected(client)) {
            return CompletableFuture.failedFuture(
                    new OpcUaException(settings.endpoint() + ": the connection is down, nothing was sent"));
        }
        RequestHeader header = client.newRequestHeader(
                session.getAuthenticationToken(),
                UInteger.valueOf(settings.requestTimeout().toMillis()));
        CompletableFuture<UaResponseMessageType> answer = client.sendRequestAsync(request.apply(header))
                .orTimeout(settings.requestTimeout().plus(MARGIN).toMillis(), TimeUnit.MILLISECONDS);
        return answer.exceptionallyCompose(failure -> CompletableFuture.failedFuture(inWords(failure)));
    }

    private OpcUaException inWords(Throwable failure) {
        return OpcUaException.of(
                PlainWords.of(failure, settings.endpoint()) + " (waited " + settings.requestTimeout() + " at most)",
                failure);
    }

    private static <Q, R> CompletableFuture<List<R>> inChunks(
            List<Q> all, Optional<UInteger> limit, Function<List<Q>, CompletableFuture<List<R>>> request) {
        // OPC 10000-5 6.3.11: a limit of 0 says that there is none.
        int size = limit.map(UInteger::intValue).filter(most -> most > 0).orElse(MANY);
        CompletableFuture<List<R>> done = CompletableFuture.completedFuture(new ArrayList<>());
        for (List<Q> chunk : Lists.partition(all, Math.min(size, MANY)).toList()) {
            done = done.thenCompose(results -> request.apply(chunk).thenApply(more -> {
                if (more.size() != chunk.size()) {
                    throw new OpcUaException(
                            "the server answered " + chunk.size() + " questions with " + more.size() + " results");
                }
                results.addAll(more);
                return results;
            }));
        }
        return done;
    }

    private static <R> R only(List<R> results) {
        if (results.size() != 1) {
            throw new OpcUaException("the server answered one question with " + results.size() + " results");
        }
        return results.get(0);
    }
}
