package io.lineside.connector.opcua.session;

import java.util.Arrays;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.enumerated.FilterOperator;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilterElement;
import org.eclipse.milo.opcua.stack.core.types.structured.EventFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.LiteralOperand;
import org.eclipse.milo.opcua.stack.core.types.structured.SimpleAttributeOperand;

/** Which events are wanted and which of their fields (OPC 10031-4 6.4, OPC 10000-4 7.22.3). */
final class StatusEvents {
    /** Where each field is in a received event. */
    static final int JOB_ORDER = 0;

    static final int JOB_STATE = 1;
    static final int JOB_RESPONSE = 2;
    static final int TIME = 3;

    private static final int EVENT_TYPE = 1006;

    private StatusEvents() {}

    /** By OfType and never by equality: the type is abstract, so every server sends a subtype of its own. */
    static EventFilter filter(int namespaceIndex, EncodingContext context) {
        var type = new NodeId(namespaceIndex, EVENT_TYPE);
        var ofType = new ContentFilterElement(
                FilterOperator.OfType,
                new ExtensionObject[] {ExtensionObject.encode(context, new LiteralOperand(new Variant(type)))});
        return new EventFilter(
                new SimpleAttributeOperand[] {
                    field(type, namespaceIndex, "JobOrder"),
                    field(type, namespaceIndex, "JobState"),
                    field(type, namespaceIndex, "JobResponse"),
                    field(NodeIds.BaseEventType, 0, "Time"),
                    field(NodeIds.BaseEventType, 0, "SourceNode")
                },
                new ContentFilter(new ContentFilterElement[] {ofType}));
    }

    /** Whether an event carries none of the job fields. */
    static boolean isEmpty(Variant[] event) {
        return event.length <= TIME
                || Arrays.stream(event).limit(TIME).allMatch(field -> field == null || field.isNull());
    }

    private static SimpleAttributeOperand field(NodeId type, int namespaceIndex, String name) {
        return new SimpleAttributeOperand(
                type, new QualifiedName[] {new QualifiedName(namespaceIndex, name)}, AttributeId.Value.uid(), null);
    }
}
