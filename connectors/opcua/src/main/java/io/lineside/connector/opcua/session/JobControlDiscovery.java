package io.lineside.connector.opcua.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;

/**
 * Finds the job order receiver and job response provider of a server by their types, wherever they are: the standard
 * fixes no place (OPC 10031-4 6.2, 6.3; OPC 40001-3 puts them under a machine). Blocks; used only while a link opens.
 */
final class JobControlDiscovery {
    private static final String V2 = "http://opcfoundation.org/UA/ISA95-JOBCONTROL_V2";
    private static final String V1 = "http://opcfoundation.org/UA/ISA95-JOBCONTROL";
    private static final int RECEIVER_TYPE = 1002;
    private static final int RESPONSE_PROVIDER_TYPE = 1003;
    /** Far more objects than a machine's server has above its job control. */
    private static final int MAX_OBJECTS = 20_000;

    private final NamespaceTable namespaces;
    private final Browser browser;
    private final LinkSettings settings;
    private final int namespaceIndex;

    JobControlDiscovery(OpcUaClient client, LinkSettings settings) {
        this.settings = settings;
        namespaces = client.getNamespaceTable();
        browser = new Browser(client);
        namespaceIndex = namespaceIndex(namespaces);
    }

    /** An object of a wanted type, and the way to it from Objects. */
    private record Found(NodeId node, String path) {}

    /**
     * What the server has.
     *
     * @throws LinkFailure when there is no receiver, or more than one and the line file does not say which
     */
    JobControlNodes discover() throws UaException {
        Optional<NodeId> receiver = given("receiver", settings.receiver());
        Optional<NodeId> provider = given("responseProvider", settings.responseProvider());
        if (receiver.isEmpty() || provider.isEmpty()) {
            Set<NodeId> receiverTypes = withSubtypes(RECEIVER_TYPE);
            Set<NodeId> providerTypes = withSubtypes(RESPONSE_PROVIDER_TYPE);
            Map<NodeId, List<Found>> found = search(receiverTypes, providerTypes);
            receiver = receiver.or(() -> only(found, receiverTypes, "job order receiver", "receiver"));
            provider = provider.or(() -> only(found, providerTypes, "job response provider", "responseProvider"));
        }
        return describe(
                receiver.orElseThrow(() -> new LinkFailure(
                        "the server knows ISA-95 job control V2, but has no job order receiver below Objects;"
                                + " if it hides it, name it in connection.receiver")),
                provider);
    }

    private JobControlNodes describe(NodeId receiver, Optional<NodeId> provider) throws UaException {
        Map<String, NodeId> providerMethods =
                provider.isPresent() ? methods(provider.get(), JobControlMethods.OF_RESPONSE_PROVIDER) : Map.of();
        Optional<NodeId> jobOrderList =
                browser.targets(receiver, NodeIds.HierarchicalReferences, NodeClass.Variable).stream()
                        .filter(target -> target.name().equals("JobOrderList"))
                        .map(Browser.Target::node)
                        .findFirst();
        return new JobControlNodes(
                namespaceIndex,
                receiver,
                methods(receiver, JobControlMethods.OF_RECEIVER),
                provider,
                providerMethods,
                jobOrderList);
    }

    /** The object's own methods; those of its type where it shows none, as some servers share them. */
    private Map<String, NodeId> methods(NodeId object, Map<String, Integer> typeMethods) throws UaException {
        var methods = new HashMap<String, NodeId>();
        for (Browser.Target target : browser.targets(object, NodeIds.HierarchicalReferences, NodeClass.Method)) {
            methods.putIfAbsent(target.name(), target.node());
        }
        methods.keySet().retainAll(typeMethods.keySet());
        if (methods.isEmpty()) {
            typeMethods.forEach((name, id) -> methods.put(name, new NodeId(namespaceIndex, id)));
        }
        return methods;
    }

    private Set<NodeId> withSubtypes(int type) throws UaException {
        var types = new HashSet<NodeId>();
        var open = new ArrayDeque<>(List.of(new NodeId(namespaceIndex, type)));
        while (!open.isEmpty()) {
            NodeId next = open.remove();
            if (types.add(next)) {
                browser.targets(next, NodeIds.HasSubtype, NodeClass.ObjectType)
                        .forEach(target -> open.add(target.node()));
            }
        }
        return types;
    }

    private Map<NodeId, List<Found>> search(Set<NodeId> receiverTypes, Set<NodeId> providerTypes) throws UaException {
        var found = new HashMap<NodeId, List<Found>>();
        var seen = new HashSet<>(Set.of(NodeIds.ObjectsFolder, NodeIds.Server));
        var open = new ArrayDeque<>(List.of(new Found(NodeIds.ObjectsFolder, "Objects")));
        while (!open.isEmpty() && seen.size() < MAX_OBJECTS) {
            Found parent = open.remove();
            for (Browser.Target target :
                    browser.targets(parent.node(), NodeIds.HierarchicalReferences, NodeClass.Object)) {
                if (seen.add(target.node())) {
                    var child = new Found(target.node(), parent.path() + "/" + target.name());
                    NodeId type = target.typeDefinition().orElse(NodeId.NULL_VALUE);
                    if (receiverTypes.contains(type) || providerTypes.contains(type)) {
                        found.computeIfAbsent(type, key -> new ArrayList<>()).add(child);
                    } else {
                        open.add(child);
                    }
                }
            }
        }
        return found;
    }

    private Optional<NodeId> only(Map<NodeId, List<Found>> found, Set<NodeId> types, String what, String key) {
        List<Found> matches = types.stream()
                .flatMap(type -> found.getOrDefault(type, List.of()).stream())
                .toList();
        if (matches.size() > 1) {
            throw new LinkFailure("the server has " + matches.size() + " objects that are a " + what
                    + "; say which one this line is in connection." + key + ": "
                    + matches.stream()
                            .map(match -> words(match.node()) + " (" + match.path() + ")")
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
        return matches.stream().map(Found::node).findFirst();
    }

    private Optional<NodeId> given(String key, Optional<ExpandedNodeId> id) {
        return id.map(expanded -> expanded.toNodeId(namespaces)
                .orElseThrow(() -> new LinkFailure("connection." + key + " is in a namespace that this server does not"
                        + " have: " + expanded.toParseableString())));
    }

    private String words(NodeId node) {
        String uri = namespaces.get(node.getNamespaceIndex());
        String text = node.toParseableString();
        return uri == null ? text : "nsu=" + uri + ";" + text.substring(text.indexOf(';') + 1);
    }

    private static int namespaceIndex(NamespaceTable namespaces) {
        String[] uris = namespaces.toArray();
        Supplier<LinkFailure> failure = () -> new LinkFailure(
                Arrays.stream(uris).anyMatch(uri -> isNamespace(uri, V1))
                        ? "the server speaks ISA-95 job control V1 (OPC 10031-4 1.00), which is not supported: it needs V2"
                        : "the server does not offer ISA-95 job control V2 (OPC 10031-4): namespace " + V2
                                + "/ is not in its NamespaceArray");
        for (int index = 0; index < uris.length; index++) {
            if (isNamespace(uris[index], V2)) {
                return index;
            }
        }
        throw failure.get();
    }

    // Servers in the field register both spellings.
    private static boolean isNamespace(String uri, String namespace) {
        return uri.equals(namespace) || uri.equals(namespace + "/");
    }
}
