package io.lineside.connector.opcua.camel;

import io.lineside.connector.opcua.client.NodeName;
import io.lineside.connector.opcua.client.PlainValues;
import io.lineside.connector.opcua.client.ServerSession;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
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
import org.jspecify.annotations.Nullable;

/**
 * Which events are wanted and which of their fields (OPC 10000-4 7.22.3).
 *
 * @param type events of this type and its subtypes; empty for all
 * @param more fields beside those of every event: a name of the standard, or {@code nsu=<namespace URI>;<name>}
 */
record EventFields(Optional<NodeName> type, List<String> more) {
    private static final List<String> ALWAYS =
            List.of("EventId", "EventType", "SourceNode", "SourceName", "Time", "ReceiveTime", "Message", "Severity");
    private static final Set<String> OF_EVERY_EVENT = Set.copyOf(ALWAYS);
    private static final int EVENT_TYPE = 1;

    EventFields {
        more = List.copyOf(more);
    }

    EventFilter filter(ServerSession session) {
        NodeId owner = type.map(session::id).orElse(NodeIds.BaseEventType);
        SimpleAttributeOperand[] selected = names().stream()
                .map(name -> new SimpleAttributeOperand(
                        OF_EVERY_EVENT.contains(name) ? NodeIds.BaseEventType : owner,
                        new QualifiedName[] {browseName(session, name)},
                        AttributeId.Value.uid(),
                        null))
                .toArray(SimpleAttributeOperand[]::new);
        return new EventFilter(selected, new ContentFilter(where(session)));
    }

    /** The fields by name; one that an event does not have is null. */
    Map<String, @Nullable Object> read(Variant[] event) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        List<String> names = names();
        for (int i = 0; i < names.size() && i < event.length; i++) {
            fields.put(names.get(i), PlainValues.of(event[i]));
        }
        return fields;
    }

    /** EventQueueOverflowEventType passes every filter: the server dropped events before this one. */
    static boolean isOverflow(Variant[] event) {
        return event.length > EVENT_TYPE && NodeIds.EventQueueOverflowEventType.equals(event[EVENT_TYPE].value());
    }

    private List<String> names() {
        return Stream.concat(ALWAYS.stream(), more.stream()).distinct().toList();
    }

    private static QualifiedName browseName(ServerSession session, String name) {
        int end = name.indexOf(';');
        return name.startsWith("nsu=") && end > 0
                ? new QualifiedName(
                        session.namespaceIndex(name.substring("nsu=".length(), end)), name.substring(end + 1))
                : new QualifiedName(0, name);
    }

    // By OfType and never by equality: subtypes are wanted, too, and an abstract type has nothing but subtypes.
    private ContentFilterElement @Nullable [] where(ServerSession session) {
        return type.map(session::id)
                .map(id -> new ContentFilterElement[] {
                    new ContentFilterElement(FilterOperator.OfType, new ExtensionObject[] {
                        ExtensionObject.encode(session.encoding(), new LiteralOperand(new Variant(id)))
                    })
                })
                .orElseGet(() -> new ContentFilterElement[0]);
    }
}
