package io.lineside.connector.opcua.session;

import io.lineside.connector.opcua.binary.UnreadableStructureException;
import io.lineside.connector.opcua.client.LinkFailure;
import io.lineside.connector.opcua.client.NodeAddress;
import io.lineside.connector.opcua.client.NodeName;
import io.lineside.connector.opcua.client.Patience;
import io.lineside.connector.opcua.wire.Isa95WorkMaster;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;

/**
 * Finds the job order receiver and job response provider of a server by their types, wherever they are: the standard
 * fixes no place (OPC 10031-4 6.2, 6.3; OPC 40001-3 puts them under a machine). Blocks; used only while a link opens.
 */
final class JobControlDiscovery {
    private static final String V2 = "http://opcfoundation.org/UA/ISA95-JOBCONTROL_V2";
    private static final String MACHINERY_JOBS = "http://opcfoundation.org/UA/Machinery/Jobs";
    private static final String V1 = "http://opcfoundation.org/UA/ISA95-JOBCONTROL";
    private static final int RECEIVER_TYPE = 1002;
    private static final int RESPONSE_PROVIDER_TYPE = 1003;
    /** Far more objects than a machine's server has above its job control. */
    private static final int MAX_OBJECTS = 20_000;

    private final OpcUaClient client;
    private final NamespaceTable namespaces;
    private final Browser browser;
    private final BrowsePaths paths;
    private final LinkSettings settings;
    private final Patience patience;
    private final int namespaceIndex;

    /** Of a server with job control. */
    JobControlDiscovery(OpcUaClient client, LinkSettings settings) throws UaException {
        this.client = client;
        this.settings = settings;
        patience = new Patience(settings.requestTimeout());
        namespaces = namespaces();
        browser = new Browser(client, patience);
        paths = new BrowsePaths(browser);
        namespaceIndex = namespaceIndex(namespaces);
    }

    /** Milo reads them when a session opens, and takes an answer that does not come for a server without any. */
    private NamespaceTable namespaces() throws UaException {
        NamespaceTable known = client.getNamespaceTable();
        return Arrays.stream(known.toArray()).anyMatch(uri -> isNamespace(uri, V2))
                ? known
                : patience.ask("the read of its NamespaceArray", client::readNamespaceTable);
    }

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
            Map<NodeId, List<BrowsePaths.Found>> found = search(receiverTypes, providerTypes);
            if (receiver.isEmpty()) {
                receiver = only(orElse(found, receiverTypes, "JobOrderControl"), "job order receiver", "receiver");
            }
            if (provider.isEmpty()) {
                provider = only(
                        orElse(found, providerTypes, "JobOrderResults"), "job response provider", "responseProvider");
            }
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
        List<Browser.Target> variables = browser.targets(receiver, NodeIds.HierarchicalReferences, NodeClass.Variable);
        List<NodeId> workMaster = BrowsePaths.named(variables, "WorkMaster");
        return new JobControlNodes(
                namespaceIndex,
                receiver,
                methods(receiver, JobControlMethods.OF_RECEIVER),
                provider,
                providerMethods,
                BrowsePaths.named(variables, "JobOrderList").stream().findFirst(),
                workMaster.isEmpty() ? List.of() : workMasters(workMaster.get(0)),
                machineryJobs());
    }

    private OptionalInt machineryJobs() {
        String[] uris = namespaces.toArray();
        return IntStream.range(0, uris.length)
                .filter(index -> isNamespace(uris[index], MACHINERY_JOBS))
                .findFirst();
    }

    /** Nothing where they can not be read: the line announces nothing then, and takes parameters as they are. */
    private List<Isa95WorkMaster> workMasters(NodeId variable) throws UaException {
        DataValue value = patience.ask(
                        "the read of its WorkMaster list",
                        () -> client.readValues(0, TimestampsToReturn.Neither, List.of(variable)))
                .get(0);
        try {
            return Isa95WorkMaster.STRUCTURE.decodeAll(
                    value.value().value(), client.getStaticEncodingContext(), namespaceIndex);
        } catch (UnreadableStructureException unreadable) {
            return List.of();
        }
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

    private Map<NodeId, List<BrowsePaths.Found>> search(Set<NodeId> receiverTypes, Set<NodeId> providerTypes)
            throws UaException {
        var found = new HashMap<NodeId, List<BrowsePaths.Found>>();
        var seen = new HashSet<>(Set.of(NodeIds.ObjectsFolder, NodeIds.Server));
        var open = new ArrayDeque<>(List.of(new BrowsePaths.Found(NodeIds.ObjectsFolder, "Objects")));
        while (!open.isEmpty() && seen.size() < MAX_OBJECTS) {
            BrowsePaths.Found parent = open.remove();
            for (Browser.Target target :
                    browser.targets(parent.node(), NodeIds.HierarchicalReferences, NodeClass.Object)) {
                if (seen.add(target.node())) {
                    var child = new BrowsePaths.Found(target.node(), parent.path() + "/" + target.name());
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

    private List<BrowsePaths.Found> orElse(
            Map<NodeId, List<BrowsePaths.Found>> found, Set<NodeId> types, String machineryName) throws UaException {
        List<BrowsePaths.Found> matches = types.stream()
                .flatMap(type -> found.getOrDefault(type, List.of()).stream())
                .toList();
        return matches.isEmpty() ? paths.machineryJobs(machineryName) : matches;
    }

    private Optional<NodeId> only(List<BrowsePaths.Found> matches, String what, String key) {
        if (matches.size() > 1) {
            throw new LinkFailure("the server has " + matches.size() + " objects that are a " + what
                    + "; say which one this line is in connection." + key + ": "
                    + matches.stream()
                            .map(match -> words(match.node()) + " (" + match.path() + ")")
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
        return matches.stream().map(BrowsePaths.Found::node).findFirst();
    }

    private Optional<NodeId> given(String key, Optional<NodeAddress> address) throws UaException {
        if (address.isEmpty()) {
            return Optional.empty();
        }
        if (address.get() instanceof NodeAddress.BrowsePath path) {
            return Optional.of(paths.at("connection." + key, path.names()));
        }
        ExpandedNodeId expanded = ((NodeName) address.get()).id();
        return Optional.of(expanded.toNodeId(namespaces)
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
                        ? "the server speaks ISA-95 job control V1 (OPC 10031-4 1.00), which is not supported: it"
                                + " needs V2"
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
