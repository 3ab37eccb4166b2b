package io.lineside.simulator.opcua.types;

import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/** One field of a structure, as its StructureDefinition declares it. */
public record StructureMember(String name, ExpandedNodeId type, boolean array, boolean optional) {
    private static final NodeId DECIMAL_STRING = new NodeId(0, 12878);

    static StructureMember string(String name) {
        return of(name, NodeIds.String);
    }

    static StructureMember dateTime(String name) {
        return of(name, NodeIds.DateTime).orAbsent();
    }

    static StructureMember decimalString(String name) {
        return of(name, DECIMAL_STRING).orAbsent();
    }

    static StructureMember text(String name) {
        return of(name, NodeIds.LocalizedText);
    }

    static StructureMember units(String name) {
        return of(name, NodeIds.EUInformation).orAbsent();
    }

    static StructureMember of(String name, NodeId type) {
        return new StructureMember(name, type.expanded(), false, false);
    }

    /** An array of another structure of the standard. */
    static StructureMember arrayOf(String name, long typeId) {
        return new StructureMember(name, Isa95Namespace.node(typeId), true, false);
    }

    static StructureMember one(String name, long typeId) {
        return new StructureMember(name, Isa95Namespace.node(typeId), false, false);
    }

    StructureMember many() {
        return new StructureMember(name, type, true, optional);
    }

    StructureMember orAbsent() {
        return new StructureMember(name, type, array, true);
    }
}
