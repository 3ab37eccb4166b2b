package io.lineside.connector.opcua;

import io.lineside.connector.opcua.binary.UnreadableStructureException;
import io.lineside.connector.opcua.client.PlainWords;
import io.lineside.connector.opcua.mapping.OrderComparison;
import io.lineside.connector.opcua.session.Link;
import io.lineside.connector.opcua.wire.Isa95JobOrder;
import io.lineside.connector.opcua.wire.Isa95JobOrderAndState;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.CommandOutcome.Accepted;
import io.lineside.model.job.CommandOutcome.Refused;
import io.lineside.model.job.CommandOutcome.Unknown;
import io.lineside.model.job.RefusalCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;

/**
 * What was sent to a line to be stored and has not been found there as it was ordered yet: no match, no start.
 * Thread-safe. Kept in memory only: an order that was stored before the gateway's last start is not compared again.
 */
final class StoredOrders {
    private final Map<JobOrderId, Isa95JobOrder> open = new ConcurrentHashMap<>();

    void remember(JobOrderId id, Isa95JobOrder order) {
        open.put(id, order);
    }

    /** Another order under the same id, for one that is not found to be right yet. */
    void replace(JobOrderId id, Isa95JobOrder order) {
        open.replace(id, order);
    }

    void forget(JobOrderId id) {
        open.remove(id);
    }

    /** Reads JobOrderList and compares; accepted where the line has what was ordered, or where nothing is open. */
    CompletableFuture<CommandOutcome> compare(Link link, JobOrderId id) {
        Isa95JobOrder ordered = open.get(id);
        if (ordered == null) {
            return CompletableFuture.completedFuture(new Accepted());
        }
        return link.read(link.nodes().jobOrderList().orElseThrow())
                .thenApply(values -> compare(link, id, ordered, values.values()))
                .exceptionally(failure -> new Unknown(
                        "the line stored it, and it could not be read back: " + PlainWords.of(failure, "the server")))
                .toCompletableFuture();
    }

    private CommandOutcome compare(Link link, JobOrderId id, Isa95JobOrder ordered, List<DataValue> values) {
        Optional<Isa95JobOrder> found;
        try {
            found = values.stream()
                    .flatMap(value -> link
                            .decodeAll(
                                    Isa95JobOrderAndState.STRUCTURE,
                                    value.value().value())
                            .stream())
                    .map(Isa95JobOrderAndState::jobOrder)
                    .filter(order -> id.value().equals(order.jobOrderId()))
                    .findFirst();
        } catch (UnreadableStructureException unreadable) {
            return new Unknown("the line stored it, and its JobOrderList can not be read: " + unreadable.getMessage());
        }
        if (found.isEmpty()) {
            return new Unknown("the line said that it stored the order, and its JobOrderList does not have it");
        }
        List<String> differences = OrderComparison.differences(ordered, found.get());
        if (differences.isEmpty()) {
            open.remove(id);
            return new Accepted();
        }
        return new Refused(
                RefusalCode.INVALID_REQUEST,
                "no match, no start: what the line stored is not what was ordered: " + String.join("; ", differences));
    }
}
