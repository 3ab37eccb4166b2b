package io.lineside.simulator.opcua.types;

import java.util.List;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.DataTypeManager;

/** The eleven structures of the standard. */
public final class Isa95Types {
    /** All of them, each after those that it is made of. */
    public static final List<StructureCodec<?>> ALL = List.of(
            Isa95Property.TYPE,
            Isa95Parameter.TYPE,
            Isa95Resource.EQUIPMENT,
            Isa95Resource.PHYSICAL_ASSET,
            Isa95Resource.PERSONNEL,
            Isa95State.TYPE,
            Isa95WorkMaster.TYPE,
            Isa95Material.TYPE,
            Isa95JobOrder.TYPE,
            Isa95JobResponse.TYPE,
            Isa95JobOrderAndState.TYPE);

    private Isa95Types() {}

    /** Makes the codecs known to a stack whose namespace table holds the standard's namespace. */
    public static void register(DataTypeManager manager, NamespaceTable namespaces) throws UaException {
        for (StructureCodec<?> type : ALL) {
            manager.registerType(
                    type.dataType().toNodeIdOrThrow(namespaces),
                    type,
                    Isa95Namespace.node(type.binaryId()).toNodeIdOrThrow(namespaces),
                    Isa95Namespace.node(type.xmlId()).toNodeIdOrThrow(namespaces),
                    Isa95Namespace.node(type.jsonId()).toNodeIdOrThrow(namespaces));
        }
    }
}
