package io.lineside.simulator.opcua.types;

import org.eclipse.milo.opcua.stack.core.types.UaStructuredType;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;

/** A structure of OPC 10031-4. A component that is null is absent on the wire. */
public sealed interface Isa95Structure extends UaStructuredType
        permits Isa95Property,
                Isa95Parameter,
                Isa95Resource,
                Isa95State,
                Isa95WorkMaster,
                Isa95JobOrder,
                Isa95Material,
                Isa95JobResponse,
                Isa95JobOrderAndState {
    /** The structure's ids, fields and codec. */
    StructureCodec<?> type();

    @Override
    default ExpandedNodeId getTypeId() {
        return type().dataType();
    }

    @Override
    default ExpandedNodeId getBinaryEncodingId() {
        return Isa95Namespace.node(type().binaryId());
    }

    @Override
    default ExpandedNodeId getXmlEncodingId() {
        return Isa95Namespace.node(type().xmlId());
    }

    @Override
    default ExpandedNodeId getJsonEncodingId() {
        return Isa95Namespace.node(type().jsonId());
    }
}
