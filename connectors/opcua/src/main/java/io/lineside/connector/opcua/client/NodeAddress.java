package io.lineside.connector.opcua.client;

import java.util.List;
import java.util.stream.Stream;

/** How people name a node of a server, so that it is the same node after the server's next restart. */
public sealed interface NodeAddress permits NodeName, NodeAddress.BrowsePath {
    /** By the BrowseNames on the way from Objects, whatever their namespaces. */
    record BrowsePath(List<String> names) implements NodeAddress {
        /** Copies the list. */
        public BrowsePath {
            names = List.copyOf(names);
        }
    }

    /**
     * Reads the name of a node outside the OPC UA standard, or a path of BrowseNames from Objects.
     *
     * @throws IllegalArgumentException with rule and value
     */
    static NodeAddress parse(String text) {
        String rule =
                NodeName.RULE + ", or a path of BrowseNames from Objects such as /Machines/mill-1/JobOrderControl";
        if (text.startsWith("i=")) {
            throw new IllegalArgumentException(rule + ", was '" + text + "'");
        }
        if (!text.startsWith("/")) {
            return NodeName.parse(text, rule);
        }
        List<String> names = Stream.of(text.substring(1).split("/", -1)).toList();
        if (names.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(rule + " with a name after every slash, was '" + text + "'");
        }
        return new BrowsePath(names);
    }
}
