package io.lineside.simulator.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.lineside.simulator.opcua.types.Isa95Namespace;
import io.lineside.simulator.opcua.types.Isa95Types;
import io.lineside.simulator.opcua.types.StructureCodec;
import io.lineside.simulator.opcua.types.StructureMember;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.core.ValueRanks;
import org.eclipse.milo.opcua.sdk.server.model.objects.DataTypeEncodingTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaDataTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNodeContext;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.enumerated.StructureType;
import org.eclipse.milo.opcua.stack.core.types.structured.StructureDefinition;
import org.eclipse.milo.opcua.stack.core.types.structured.StructureField;

/** The eleven data types: their nodes, definitions and encodings. */
final class DataTypeNodes {
    private final UaNodeContext context;
    private final NodeBuilding building;

    DataTypeNodes(UaNodeContext context, NodeBuilding building) {
        this.context = context;
        this.building = building;
    }

    void add() {
        Isa95Types.ALL.forEach(this::add);
    }

    private void add(StructureCodec<?> type) {
        UaDataTypeNode node = new UaDataTypeNode(
                context,
                building.local(type.dataType()),
                building.name(type.name()),
                LocalizedText.english(type.name()),
                LocalizedText.NULL_VALUE,
                uint(0),
                uint(0),
                false);
        node.addReference(new Reference(
                node.getNodeId(), NodeIds.HasSubtype, NodeIds.Structure.expanded(), Reference.Direction.INVERSE));
        node.setDataTypeDefinition(definition(type));
        context.getNodeManager().addNode(node);
        encoding(node, "Default Binary", type.binaryId());
        encoding(node, "Default XML", type.xmlId());
        encoding(node, "Default JSON", type.jsonId());
    }

    private void encoding(UaDataTypeNode dataType, String name, long id) {
        DataTypeEncodingTypeNode node = new DataTypeEncodingTypeNode(
                context,
                building.local(Isa95Namespace.node(id)),
                new QualifiedName(0, name),
                LocalizedText.english(name),
                LocalizedText.NULL_VALUE,
                uint(0),
                uint(0),
                null,
                null,
                null);
        node.addReference(new Reference(
                node.getNodeId(),
                NodeIds.HasTypeDefinition,
                NodeIds.DataTypeEncodingType.expanded(),
                Reference.Direction.FORWARD));
        context.getNodeManager().addNode(node);
        building.refer(dataType, NodeIds.HasEncoding, node);
    }

    private StructureDefinition definition(StructureCodec<?> type) {
        return new StructureDefinition(
                building.local(Isa95Namespace.node(type.binaryId())),
                NodeIds.Structure,
                type.hasOptionalFields() ? StructureType.StructureWithOptionalFields : StructureType.Structure,
                type.fields().stream().map(this::field).toArray(StructureField[]::new));
    }

    private StructureField field(StructureMember member) {
        NodeId dataType = building.local(member.type());
        return new StructureField(
                member.name(),
                LocalizedText.NULL_VALUE,
                dataType,
                member.array() ? ValueRanks.OneDimension : ValueRanks.Scalar,
                null,
                uint(0),
                member.optional());
    }
}
