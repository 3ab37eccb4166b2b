package io.lineside.connector.opcua.session;

import io.lineside.connector.opcua.client.LinkFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;

/** Finds objects by the BrowseNames on the way to them. Blocks; used only while a link opens. */
record BrowsePaths(Browser browser) {
    /** An object, and the way to it. */
    record Found(NodeId node, String path) {}

    /**
     * The object at a path from Objects.
     *
     * @param key of the line file, for messages
     * @throws LinkFailure when there is none or more than one, with what is there
     */
    NodeId at(String key, List<String> names) throws UaException {
        NodeId node = NodeIds.ObjectsFolder;
        String path = "";
        for (String name : names) {
            List<Browser.Target> children = children(node);
            List<NodeId> matches = named(children, name);
            if (matches.size() != 1) {
                throw new LinkFailure(key + ": Objects" + path + " has "
                        + (matches.isEmpty() ? "no" : "more than one") + " '" + name + "', only "
                        + children.stream().map(Browser.Target::name).sorted().collect(Collectors.joining(", ")));
            }
            node = matches.get(0);
            path += "/" + name;
        }
        return node;
    }

    private List<Browser.Target> children(NodeId node) throws UaException {
        return browser.targets(node, NodeIds.HierarchicalReferences, NodeClass.Object);
    }

    /** The nodes with a BrowseName, whatever its namespace. */
    static List<NodeId> named(List<Browser.Target> targets, String name) {
        return targets.stream()
                .filter(target -> target.name().equals(name))
                .map(Browser.Target::node)
                .distinct()
                .toList();
    }

    /**
     * What is at Machines/(machine)/MachineryBuildingBlocks/JobManagement, where OPC 40001-3 puts it, for servers that
     * give the wrong type definitions or none.
     */
    List<Found> machineryJobs(String name) throws UaException {
        var found = new ArrayList<Found>();
        for (NodeId machines : named(children(NodeIds.ObjectsFolder), "Machines")) {
            for (Browser.Target machine : children(machines)) {
                List<NodeId> open = List.of(machine.node());
                for (String step : List.of("MachineryBuildingBlocks", "JobManagement", name)) {
                    var next = new ArrayList<NodeId>();
                    for (NodeId node : open) {
                        next.addAll(named(children(node), step));
                    }
                    open = next;
                }
                String path = "Objects/Machines/" + machine.name() + "/MachineryBuildingBlocks/JobManagement/" + name;
                open.forEach(node -> found.add(new Found(node, path)));
            }
        }
        return found;
    }
}
