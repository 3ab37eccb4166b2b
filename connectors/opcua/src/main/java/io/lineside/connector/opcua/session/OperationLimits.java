package io.lineside.connector.opcua.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;

/**
 * How much a server takes in one request (OPC 10000-5 6.3.11); what it does not say is not limited. Browses need no
 * limit: the gateway asks for one at a time.
 *
 * @param maxNodesPerRead at least 1
 * @param maxNodesPerMethodCall methods in one Call, at least 1
 */
record OperationLimits(int maxNodesPerRead, int maxNodesPerMethodCall) {
    /** Reads them; blocks. One at a time, for the limit may be 1. */
    static OperationLimits of(OpcUaClient client) throws UaException {
        return new OperationLimits(
                read(client, NodeIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerRead),
                read(client, NodeIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerMethodCall));
    }

    private static int read(OpcUaClient client, NodeId limit) throws UaException {
        return client.readValues(0, TimestampsToReturn.Neither, List.of(limit)).stream()
                .map(DataValue::value)
                .map(variant -> variant.value())
                .filter(UInteger.class::isInstance)
                .mapToLong(value -> ((UInteger) value).longValue())
                .filter(value -> value > 0)
                .mapToInt(value -> (int) Math.min(value, Integer.MAX_VALUE))
                .findFirst()
                .orElse(Integer.MAX_VALUE);
    }

    /** The nodes in portions that the server takes. */
    <T> List<List<T>> portions(T[] nodes) {
        var all = Arrays.asList(nodes);
        var portions = new ArrayList<List<T>>();
        int portion = Math.min(maxNodesPerRead, Math.max(1, all.size()));
        for (int from = 0; from < all.size(); from += portion) {
            portions.add(all.subList(from, Math.min(all.size(), from + portion)));
        }
        return portions;
    }
}
