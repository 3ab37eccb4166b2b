package io.lineside.simulator.opcua;

import io.lineside.simulator.opcua.types.Isa95JobOrder;
import io.lineside.simulator.opcua.types.Isa95Namespace;
import io.lineside.simulator.order.JobOrder;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/** Keeps with a job order all that it came with, and shows it again to the last optional field. Thread-safe. */
final class KeptOrders {
    private static final int MOST = 64;

    private final EncodingContext context;
    private final Map<String, Read> lately = Collections.synchronizedMap(new Lately());

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
        return kept == null ? OrderMapping.toWire(order) : read(kept).order();
    }

    /** The same for those that only pass it on. */
    ExtensionObject encoded(JobOrder order) {
        String kept = order.asReceived();
        return kept == null
                ? ExtensionObject.encode(context, OrderMapping.toWire(order))
                : read(kept).encoded();
    }

    private Read read(String kept) {
        return lately.computeIfAbsent(kept, key -> {
            ExtensionObject encoded =
                    ExtensionObject.of(ByteString.of(Base64.getDecoder().decode(key)), encoding());
            return new Read(encoded, (Isa95JobOrder) encoded.decode(context));
        });
    }

    /** What was kept, read once for the many times that it is shown while its job is made. */
    private record Read(ExtensionObject encoded, Isa95JobOrder order) {}

    private static final class Lately extends LinkedHashMap<String, Read> {
        private static final long serialVersionUID = 1;

        Lately() {
            super(MOST, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Read> eldest) {
            return size() > MOST;
        }
    }

    private NodeId encoding() {
        NamespaceTable namespaces = context.getNamespaceTable();
        return Isa95Namespace.node(Isa95JobOrder.TYPE.binaryId())
                .toNodeId(namespaces)
                .orElseThrow(() -> new IllegalStateException("the server has no " + Isa95Namespace.URI));
    }
}
