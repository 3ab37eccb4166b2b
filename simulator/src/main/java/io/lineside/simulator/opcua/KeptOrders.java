package io.lineside.simulator.opcua;

import io.lineside.simulator.opcua.types.Isa95JobOrder;
import io.lineside.simulator.opcua.types.Isa95Namespace;
import io.lineside.simulator.order.JobOrder;
import java.util.Base64;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/** Keeps with a job order all that it came with, and shows it again to the last optional field. Thread-safe. */
final class KeptOrders {
    private final EncodingContext context;

    /** Orders of one server. */
    KeptOrders(EncodingContext context) {
        this.context = context;
    }

    /** The line's order; an order that no line could make is an {@link IllegalArgumentException} that says why. */
    JobOrder received(Isa95JobOrder wire) {
        byte[] body = ((ExtensionObject.Binary) ExtensionObject.encode(context, wire))
                .getBody()
                .bytesOrEmpty();
        return OrderMapping.fromWire(wire).asReceived(Base64.getEncoder().encodeToString(body));
    }

    /** The order for the wire, as it was received. */
    Isa95JobOrder shown(JobOrder order) {
        String kept = order.asReceived();
        if (kept == null) {
            return OrderMapping.toWire(order);
        }
        var body = ByteString.of(Base64.getDecoder().decode(kept));
        return (Isa95JobOrder) ExtensionObject.of(body, encoding()).decode(context);
    }

    private NodeId encoding() {
        NamespaceTable namespaces = context.getNamespaceTable();
        return Isa95Namespace.node(Isa95JobOrder.TYPE.binaryId())
                .toNodeId(namespaces)
                .orElseThrow(() -> new IllegalStateException("the server has no " + Isa95Namespace.URI));
    }
}
