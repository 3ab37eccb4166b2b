package io.lineside.simulator.opcua;

import io.lineside.simulator.behaviour.Switch;
import io.lineside.simulator.line.LineRuntime;
import java.time.Instant;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.model.variables.ServerStatusTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.filters.AttributeFilters;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** The clock that a line shows to others, right or wrong; the line's own files have the true time. Thread-safe. */
public record LineClock(LineRuntime line) {
    /** The time that it shows. */
    public DateTime now() {
        return new DateTime(shown(line.clock().instant()));
    }

    /** A moment as the line would have noted it. */
    public Instant shown(Instant time) {
        return time.plus(line.switches().current().time(Switch.CLOCK_SKEW));
    }

    /** A value with the source timestamp of this clock. */
    public DataValue stamped(Variant value) {
        return new DataValue(value, StatusCode.GOOD, now(), now());
    }

    /** Lets the server's CurrentTime show it as well. */
    void showIn(OpcUaServer server) {
        server.getAddressSpaceManager()
                .getManagedNode(NodeIds.Server_ServerStatus)
                .map(ServerStatusTypeNode.class::cast)
                .ifPresent(status -> status.getCurrentTimeNode()
                        .getFilterChain()
                        .addFirst(AttributeFilters.getValue(read -> stamped(Variant.ofDateTime(now())))));
    }
}
