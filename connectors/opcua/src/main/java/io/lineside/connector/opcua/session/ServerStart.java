package io.lineside.connector.opcua.session;

import io.lineside.model.line.MemoryId;
import java.util.List;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;

/** When a server was started (OPC UA Part 5, 12.10: ServerStatus.StartTime). It names what the server remembers. */
final class ServerStart {
    private ServerStart() {}

    /** Reads it; blocks. Empty where the server does not say. */
    static Optional<MemoryId> read(OpcUaClient client) throws UaException {
        return client.readValues(0, TimestampsToReturn.Neither, List.of(NodeIds.Server_ServerStatus_StartTime)).stream()
                .map(read -> read.value().value())
                .filter(DateTime.class::isInstance)
                .map(DateTime.class::cast)
                .filter(DateTime::isNotNull)
                .findFirst()
                .map(start -> new MemoryId("server started " + start.getJavaInstant()));
    }
}
