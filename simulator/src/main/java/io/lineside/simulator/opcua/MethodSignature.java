package io.lineside.simulator.opcua;

import io.lineside.simulator.job.Command;
import io.lineside.simulator.opcua.types.Isa95Namespace;
import java.util.List;
import org.eclipse.milo.opcua.sdk.core.ValueRanks;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaRuntimeException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.structured.Argument;

/**
 * A method of the standard: its id on the type, its name and its arguments (OPC 10031-4 6.3).
 *
 * @param methodId numeric id in the standard's namespace
 */
record MethodSignature(long methodId, String name, List<Slot> inputs, List<Slot> outputs) {
    private static final long JOB_ORDER = 3008;
    private static final long JOB_RESPONSE = 3013;
    private static final long STATE = 3006;
    private static final Slot RETURN_STATUS = Slot.one("ReturnStatus", NodeIds.UInt64.expanded());

    /** RequestJobResponseByJobOrderID. */
    static final MethodSignature RESPONSE_BY_ID = new MethodSignature(
            7002,
            "RequestJobResponseByJobOrderID",
            List.of(Slot.one("JobOrderID", NodeIds.String.expanded())),
            List.of(Slot.one("JobResponse", Isa95Namespace.node(JOB_RESPONSE)), RETURN_STATUS));

    /** RequestJobResponseByJobOrderState. */
    static final MethodSignature RESPONSE_BY_STATE = new MethodSignature(
            7014,
            "RequestJobResponseByJobOrderState",
            List.of(Slot.many("JobOrderState", Isa95Namespace.node(STATE))),
            List.of(Slot.many("JobResponses", Isa95Namespace.node(JOB_RESPONSE)), RETURN_STATUS));

    /** The signature of a command. */
    static MethodSignature of(Command command) {
        Slot subject = command.takesJobOrder()
                ? Slot.one("JobOrder", Isa95Namespace.node(JOB_ORDER))
                : Slot.one("JobOrderID", NodeIds.String.expanded());
        Slot comment = Slot.many("Comment", NodeIds.LocalizedText.expanded());
        return new MethodSignature(
                command.methodId(), command.methodName(), List.of(subject, comment), List.of(RETURN_STATUS));
    }

    /** Input arguments as a node declares them. */
    Argument[] inputArguments(NamespaceTable namespaces) {
        return arguments(inputs, namespaces);
    }

    /** Output arguments as a node declares them. */
    Argument[] outputArguments(NamespaceTable namespaces) {
        return arguments(outputs, namespaces);
    }

    private static Argument[] arguments(List<Slot> slots, NamespaceTable namespaces) {
        return slots.stream().map(slot -> slot.argument(namespaces)).toArray(Argument[]::new);
    }

    /** One argument. */
    record Slot(String name, ExpandedNodeId type, boolean array) {
        static Slot one(String name, ExpandedNodeId type) {
            return new Slot(name, type, false);
        }

        static Slot many(String name, ExpandedNodeId type) {
            return new Slot(name, type, true);
        }

        Argument argument(NamespaceTable namespaces) {
            NodeId local = type.toNodeId(namespaces)
                    .orElseThrow(() -> new UaRuntimeException(0, name + ": its type's namespace is not known"));
            return new Argument(
                    name, local, array ? ValueRanks.OneDimension : ValueRanks.Scalar, null, LocalizedText.NULL_VALUE);
        }
    }
}
