package io.lineside.connector.opcua.client;

import java.util.regex.Pattern;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.UaRuntimeException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/**
 * A node as people write it: {@code nsu=<namespace URI>;s=<text>} (or {@code i=}, {@code g=}, {@code b=}), and
 * {@code i=<number>} alone for a node of the OPC UA standard itself, whose namespace is 0 at every server.
 *
 * @param text as written, for messages
 */
public record NodeName(String text, ExpandedNodeId id) implements NodeAddress {
    private static final Pattern NAMED = Pattern.compile("nsu=[^;]+;[isgb]=.+", Pattern.DOTALL);
    private static final Pattern STANDARD = Pattern.compile("i=\\d+");
    static final String RULE = "must be nsu=<namespace URI>;i=<number> or s=<text>";

    /**
     * Reads a node name.
     *
     * @throws IllegalArgumentException with rule and value; a namespace index is refused with the reason
     */
    public static NodeName parse(String text) {
        return parse(text, RULE);
    }

    static NodeName parse(String text, String rule) {
        if (text.startsWith("ns=") || text.startsWith("s=")) {
            throw new IllegalArgumentException(rule + ", because the index of a namespace can change with every restart"
                    + " of the server, was '" + text + "'");
        }
        if (!NAMED.matcher(text).matches() && !STANDARD.matcher(text).matches()) {
            throw new IllegalArgumentException(rule + ", was '" + text + "'");
        }
        try {
            return new NodeName(text, ExpandedNodeId.parse(text));
        } catch (UaRuntimeException unreadable) {
            throw new IllegalArgumentException(rule + ", was '" + text + "'", unreadable);
        }
    }

    /**
     * The node's id in one session; indexes may be others in the next.
     *
     * @throws OpcUaException when the server does not have the namespace
     */
    NodeId in(NamespaceTable namespaces) {
        return id.toNodeId(namespaces)
                .orElseThrow(() -> new OpcUaException("node " + text + ": the server has no such namespace, only "
                        + String.join(", ", namespaces.toArray())));
    }

    @Override
    public String toString() {
        return text;
    }
}
