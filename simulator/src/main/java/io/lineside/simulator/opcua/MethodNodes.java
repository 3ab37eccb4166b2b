package io.lineside.simulator.opcua;

import io.lineside.simulator.behaviour.Behaviour;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/** The methods of a line's objects, of which a line can have fewer (OPC 10031-4: those of the receiver are optional). */
final class MethodNodes {
    private final NodeBuilding building;
    private final List<Method> methods = new ArrayList<>();

    MethodNodes(NodeBuilding building) {
        this.building = building;
    }

    void declare(UaNode parent, NodeId id, MethodSignature signature, JobMethod method) {
        methods.add(new Method(parent, id, signature, method));
    }

    /** Takes away those that are missing and puts back those that are not. */
    void follow(Behaviour behaviour) {
        for (Method method : methods) {
            boolean wanted = !behaviour.isMissing(method.signature().name());
            if (wanted && !building.has(method.id())) {
                building.method(method.parent(), method.id(), method.signature(), method.handler());
            } else if (!wanted) {
                building.remove(method.id());
            }
        }
    }

    private record Method(UaNode parent, NodeId id, MethodSignature signature, JobMethod handler) {}
}
