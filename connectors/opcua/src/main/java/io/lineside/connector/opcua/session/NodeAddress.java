package io.lineside.connector.opcua.session;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.UaRuntimeException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;

/** How a line file names an object of a server, so that it is the same object after the server's next restart. */
public sealed interface NodeAddress {
    /** By NodeId, its namespace named by URI. */
    record Id(ExpandedNodeId id) implements NodeAddress {}

    /** By the BrowseNames on the way from Objects, whatever their namespaces. */
    record BrowsePath(List<String> names) implements NodeAddress {
        /** Copies the list. */
        public BrowsePath {
            names = List.copyOf(names);
        }
    }

    /** What is allowed, for messages. */
    String RULE = "must be nsu=<namespace URI>;i=<number> or s=<text>, or a path of BrowseNames from Objects such as"
            + " /Machines/mill-1/JobOrderControl";

    /** Why an index is not, for messages. */
    String NO_INDEX = "must name its namespace by URI (nsu=<namespace URI>;i=<number> or s=<text>), because the index"
            + " of a namespace can change with every restart of the server";

    /** Whether the text is a NodeId of the kind that changes its meaning. */
    static boolean hasIndex(String text) {
        return Text.INDEXED.matcher(text).matches();
    }

    /** Reads what a line file says; empty for what follows no rule. */
    static Optional<NodeAddress> parse(String text) {
        if (text.startsWith("/")) {
            List<String> names = Stream.of(text.substring(1).split("/", -1)).toList();
            return names.stream().anyMatch(String::isBlank) ? Optional.empty() : Optional.of(new BrowsePath(names));
        }
        try {
            return Text.NODE_ID.matcher(text).matches()
                    ? Optional.of(new Id(ExpandedNodeId.parse(text)))
                    : Optional.empty();
        } catch (UaRuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /** The patterns. */
    final class Text {
        private static final Pattern NODE_ID = Pattern.compile("nsu=[^;]+;[isgb]=.+");
        private static final Pattern INDEXED = Pattern.compile("(ns=\\d+;)?[isgb]=.*");

        private Text() {}
    }
}
