package io.lineside.simulator.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.milo.opcua.sdk.server.nodes.UaMethodNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNodeContext;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * An object whose methods are called often: Milo goes through all components of an object for each call. What was found is
 * right as long as the same node has that id: a line's methods come and go. Thread-safe.
 */
final class MethodObject extends UaObjectNode {
    private final Map<NodeId, UaMethodNode> found = new ConcurrentHashMap<>();

    /** An object that is called as it is named. */
    MethodObject(UaNodeContext context, NodeId nodeId, QualifiedName name) {
        super(
                context,
                nodeId,
                name,
                LocalizedText.english(String.valueOf(name.name())),
                LocalizedText.NULL_VALUE,
                uint(0),
                uint(0),
                ubyte(0));
    }

    @Override
    public @Nullable UaMethodNode findMethodNode(NodeId methodId) {
        UaMethodNode known = found.get(methodId);
        if (known != null && getNodeManager().get(methodId) == known) {
            return known;
        }
        UaMethodNode node = super.findMethodNode(methodId);
        if (node != null) {
            found.put(methodId, node);
        }
        return node;
    }
}
