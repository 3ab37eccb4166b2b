package io.lineside.connector.opcua;

import io.lineside.connector.opcua.binary.UnreadableStructureException;
import io.lineside.connector.opcua.mapping.EvidenceVerdict;
import io.lineside.connector.opcua.mapping.ListingVerdict;
import io.lineside.connector.opcua.mapping.MethodAnswer;
import io.lineside.connector.opcua.mapping.Reading;
import io.lineside.connector.opcua.mapping.ResponseMapping;
import io.lineside.connector.opcua.mapping.ReturnStatusDialect;
import io.lineside.connector.opcua.session.JobControlMethods;
import io.lineside.connector.opcua.session.Link;
import io.lineside.connector.opcua.wire.Isa95JobOrderAndState;
import io.lineside.connector.opcua.wire.Isa95State;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.JobState;
import io.lineside.model.line.JobEvidence;
import io.lineside.model.line.JobListing;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePathElement;

/** The two questions of a job response provider (OPC 10031-4 6.3), and the receiver's JobOrderList. Thread-safe. */
final class JobQuestions {
    private static final List<Isa95State> EVERY_STATE = Arrays.stream(JobState.values())
            .map(state -> new Isa95State(
                    new RelativePath(new RelativePathElement[0]),
                    new LocalizedText(null, state.text()),
                    UInteger.valueOf(state.number())))
            .toList();

    private final ReturnStatusDialect dialect;

    JobQuestions(ReturnStatusDialect dialect) {
        this.dialect = dialect;
    }

    CompletableFuture<JobEvidence> ask(Link link, JobOrderId jobOrderId) {
        return call(link, JobControlMethods.RESPONSE_BY_ID, new Variant(jobOrderId.value()))
                .thenApply(answer -> EvidenceVerdict.of(jobOrderId, answer, dialect, link::jobResponse));
    }

    /**
     * Responses of all states, and from JobOrderList what has no response. The list comes first: a job that is stored and
     * made between the two answers would stand in a later list as ended, without the results that only a response has.
     */
    CompletionStage<JobListing> list(Link link) {
        return jobOrderList(link)
                .thenCompose(listed -> responses(link).thenApply(responses -> ListingVerdict.merge(responses, listed)));
    }

    private CompletionStage<ListingVerdict.Responses> responses(Link link) {
        return call(link, JobControlMethods.RESPONSES_BY_STATE, link.encode(Isa95State.STRUCTURE, EVERY_STATE))
                .thenApply(answer -> ListingVerdict.ofResponses(answer, dialect, link::jobResponses));
    }

    private CompletableFuture<MethodAnswer> call(Link link, String method, Variant input) {
        NodeId methodId = link.nodes().providerMethods().get(method);
        Optional<NodeId> provider = link.nodes().responseProvider();
        return methodId == null || provider.isEmpty()
                ? CompletableFuture.completedFuture(new MethodAnswer.NoSuchMethod(method))
                : link.call(provider.get(), methodId, input);
    }

    /** Empty where there is no such list or it can not be read; it only completes what the responses say. */
    private CompletionStage<Optional<List<Reading>>> jobOrderList(Link link) {
        return link.nodes()
                .jobOrderList()
                .map(variable -> link.read(variable)
                        .thenApply(values -> readings(link, values))
                        .exceptionally(failure -> Optional.empty()))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    private static Optional<List<Reading>> readings(Link link, Link.Values values) {
        var value = values.values().get(0);
        if (value.statusCode().isBad()) {
            return Optional.empty();
        }
        try {
            return Optional.of(link
                    .decodeAll(Isa95JobOrderAndState.STRUCTURE, value.value().value())
                    .stream()
                    .map(entry -> ResponseMapping.read(entry, values.serverTime()))
                    .toList());
        } catch (UnreadableStructureException unreadable) {
            return Optional.empty();
        }
    }
}
