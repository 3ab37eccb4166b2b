package io.lineside.connector.opcua.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseDirection;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseResultMask;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseNextResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseResult;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;
import org.jspecify.annotations.Nullable;

/** Follows references of a server (OPC 10000-4 5.9.2). Blocks for each answer; used only while a link opens. */
final class Browser {
    private static final UInteger EVERYTHING = UInteger.valueOf(BrowseResultMask.All.getValue());

    private final OpcUaClient client;

    Browser(OpcUaClient client) {
        this.client = client;
    }

    /** A node that a reference leads to. */
    record Target(NodeId node, String name, Optional<NodeId> typeDefinition) {}

    /** The targets of the references of this type and its subtypes; none where the server does not show them. */
    List<Target> targets(NodeId from, NodeId referenceType, NodeClass... classes) throws UaException {
        int classMask = 0;
        for (NodeClass nodeClass : classes) {
            classMask |= nodeClass.getValue();
        }
        var description = new BrowseDescription(
                from, BrowseDirection.Forward, referenceType, true, UInteger.valueOf(classMask), EVERYTHING);
        var targets = new ArrayList<Target>();
        for (ReferenceDescription reference : references(description)) {
            local(reference).ifPresent(targets::add);
        }
        return targets;
    }

    private List<ReferenceDescription> references(BrowseDescription description) throws UaException {
        BrowseResult result = client.browse(description);
        var all = new ArrayList<ReferenceDescription>();
        addTo(all, result.getReferences());
        ByteString more = result.getContinuationPoint();
        while (more != null && more.isNotNull()) {
            BrowseNextResponse next = client.browseNext(false, List.of(more));
            BrowseResult[] results = next.getResults();
            if (results == null || results.length == 0) {
                break;
            }
            addTo(all, results[0].getReferences());
            more = results[0].getContinuationPoint();
        }
        return all;
    }

    private static void addTo(List<ReferenceDescription> all, ReferenceDescription @Nullable [] references) {
        if (references != null) {
            all.addAll(List.of(references));
        }
    }

    private Optional<Target> local(ReferenceDescription reference) {
        return reference
                .getNodeId()
                .toNodeId(client.getNamespaceTable())
                .map(node -> new Target(
                        node,
                        String.valueOf(reference.getBrowseName().name()),
                        Optional.ofNullable(reference.getTypeDefinition())
                                .flatMap(type -> type.toNodeId(client.getNamespaceTable()))));
    }
}
