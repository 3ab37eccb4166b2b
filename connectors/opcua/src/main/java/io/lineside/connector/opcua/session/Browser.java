package io.lineside.connector.opcua.session;

import io.lineside.connector.opcua.client.LinkFailure;
import io.lineside.connector.opcua.client.Patience;
import io.lineside.connector.opcua.security.StatusWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
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

/** Follows references of a server (OPC 10000-4 5.9.2). Blocks for each answer; used only while a link opens. */
final class Browser {
    private static final UInteger EVERYTHING = UInteger.valueOf(BrowseResultMask.All.getValue());

    /** Answers that there is nothing to see for us (OPC 10000-4 5.9.2.4). */
    private static final Set<Long> HIDDEN = Set.of(
            StatusCodes.Bad_NodeIdUnknown,
            StatusCodes.Bad_NodeIdInvalid,
            StatusCodes.Bad_NodeNotInView,
            StatusCodes.Bad_ReferenceTypeIdInvalid,
            StatusCodes.Bad_UserAccessDenied);

    private final OpcUaClient client;

    private final Patience patience;

    Browser(OpcUaClient client, Patience patience) {
        this.client = client;
        this.patience = patience;
    }

    /** A node that a reference leads to. */
    record Target(NodeId node, String name, Optional<NodeId> typeDefinition) {}

    /**
     * The targets of the references of this type and its subtypes; none where the server does not show them.
     *
     * @throws LinkFailure where it can not show them now: what it has is not known then
     */
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
        String what = "the browse of " + description.getNodeId().toParseableString();
        BrowseResult result = patience.ask(what, () -> client.browse(description));
        var all = new ArrayList<ReferenceDescription>();
        addTo(all, result, what);
        ByteString more = result.getContinuationPoint();
        while (more != null && more.isNotNull()) {
            List<ByteString> point = List.of(more);
            BrowseNextResponse next = patience.ask(what, () -> client.browseNext(false, point));
            BrowseResult[] results = next.getResults();
            if (results == null || results.length == 0) {
                break;
            }
            addTo(all, results[0], what);
            more = results[0].getContinuationPoint();
        }
        return all;
    }

    private static void addTo(List<ReferenceDescription> all, BrowseResult result, String what) {
        if (result.getStatusCode().isBad()
                && !HIDDEN.contains(result.getStatusCode().value())) {
            throw new LinkFailure("the server answered " + what + " with " + StatusWords.of(result.getStatusCode())
                    + ", so that it is not known what is there");
        }
        ReferenceDescription[] references = result.getReferences();
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
