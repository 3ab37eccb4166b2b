package io.lineside.connector.opcua;

import io.lineside.connector.opcua.binary.UnreadableStructureException;
import io.lineside.connector.opcua.client.PlainWords;
import io.lineside.connector.opcua.mapping.OrderComparison;
import io.lineside.connector.opcua.mapping.OrderRules;
import io.lineside.connector.opcua.session.Link;
import io.lineside.connector.opcua.wire.Isa95JobOrder;
import io.lineside.connector.opcua.wire.Isa95JobOrderAndState;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.CommandOutcome.Accepted;
import io.lineside.model.job.CommandOutcome.Refused;
import io.lineside.model.job.CommandOutcome.Unknown;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.RefusalCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;

/**
 * Compares what a line stored with what was ordered: no match, no start. Thread-safe. Remembers what matched, so that an
 * order is read back once; what was stored before the gateway's last start is compared when it is to start.
 */
final class StoredOrders {
    private final Map<JobOrderId, JobOrder> matched = new ConcurrentHashMap<>();

    void forget(JobOrderId id) {
        matched.remove(id);
    }

    /** Whether the line was seen to have this order as it was ordered. */
    boolean hasMatched(JobOrder order) {
        return order.equals(matched.get(order.id()));
    }

    /** Reads JobOrderList and compares; accepted where the line has what was ordered. */
    CompletableFuture<CommandOutcome> compare(Link link, JobOrder order, Isa95JobOrder ordered) {
        return link.read(link.nodes().jobOrderList().orElseThrow())
                .thenApply(values -> {
                    CommandOutcome verdict = compare(link, order, ordered, values.values());
                    if (verdict instanceof Accepted) {
                        matched.put(order.id(), order);
                    }
                    return verdict;
                })
                .exceptionally(failure -> new Unknown(
                        "the line stored it, and it could not be read back: " + PlainWords.of(failure, "the server")))
                .toCompletableFuture();
    }

    private static CommandOutcome compare(Link link, JobOrder order, Isa95JobOrder ordered, List<DataValue> values) {
        Optional<Isa95JobOrder> found;
        try {
            found = values.stream()
                    .flatMap(value -> link
                            .decodeAll(
                                    Isa95JobOrderAndState.STRUCTURE,
                                    value.value().value())
                            .stream())
                    .map(Isa95JobOrderAndState::jobOrder)
                    .filter(stored -> order.id().value().equals(stored.jobOrderId()))
                    .findFirst();
        } catch (UnreadableStructureException unreadable) {
            return new Unknown("the line stored it, and its JobOrderList can not be read: " + unreadable.getMessage());
        }
        if (found.isEmpty()) {
            return new Unknown("the line said that it stored the order, and its JobOrderList does not have it");
        }
        List<String> differences = OrderComparison.differences(ordered, found.get(), OrderRules.added(order, ordered));
        return differences.isEmpty()
                ? new Accepted()
                : new Refused(
                        RefusalCode.NOT_AS_ORDERED,
                        "no match, no start: what the line stored is not what was ordered: "
                                + String.join("; ", differences));
    }
}
