package io.lineside.connector.opcua;

import io.lineside.connector.opcua.binary.Structure;
import io.lineside.connector.opcua.wire.Isa95JobResponse;
import io.lineside.connector.testkit.Ports;
import io.lineside.model.EquipmentId;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineListener;
import io.lineside.model.line.LineSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.sdk.server.ManagedNamespaceWithLifecycle;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfigBuilder;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfigLimits;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.sdk.server.items.MonitoredItem;
import org.eclipse.milo.opcua.sdk.server.nodes.UaMethodNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.transport.TransportProfile;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DiagnosticInfo;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransport;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransportConfig;

/** A server as found in the field: with the parts of job control that a test gives it, and no events. */
final class OddServer implements AutoCloseable {
    static final String V2 = "http://opcfoundation.org/UA/ISA95-JOBCONTROL_V2/";

    private final int port;
    private final ServerSecurity security;
    private final OpcUaServer server;
    private final Nodes nodes;
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final Map<String, CallMethodResult> answers = new ConcurrentHashMap<>();
    private final Map<String, Runnable> afterwards = new ConcurrentHashMap<>();
    private volatile int mostCalls = 1_000;
    private volatile int mostReads = 1_000;

    /** Starts without security and without any objects, with these namespaces. */
    OddServer(String... namespaces) {
        this(Ports.next(), ServerSecurity.none(), namespaces);
    }

    /** Starts without any objects, with these namespaces. */
    OddServer(int port, ServerSecurity security, String... namespaces) {
        this.port = port;
        this.security = security;
        OpcUaServerConfigBuilder config = security.applyTo(OpcUaServerConfig.builder())
                .setApplicationName(LocalizedText.english("odd"))
                .setLimits(new OpcUaServerConfigLimits() {
                    @Override
                    public UInteger getMaxNodesPerMethodCall() {
                        return UInteger.valueOf(mostCalls);
                    }

                    @Override
                    public UInteger getMaxNodesPerRead() {
                        return UInteger.valueOf(mostReads);
                    }
                })
                .setEndpoints(endpoints());
        server = new OpcUaServer(
                config.build(),
                profile -> new OpcTcpServerTransport(
                        OpcTcpServerTransportConfig.newBuilder().build()));
        for (String namespace : namespaces) {
            server.getNamespaceTable().add(namespace);
        }
        nodes = new Nodes(server);
        nodes.startup();
        server.startup().join();
        nodes.withoutEvents();
    }

    int port() {
        return port;
    }

    /** A connector to this server, or to the endpoint among these settings; not started. */
    LineConnector connector(Duration timeout, Map<String, String> connection, LineListener listener) {
        var all = new HashMap<>(connection);
        all.putIfAbsent("endpoint", endpoint());
        return unconnected(timeout, all, listener);
    }

    /** A connector as a line's file with these settings would have it; not started. */
    static LineConnector unconnected(Duration timeout, Map<String, String> connection, LineListener listener) {
        return new OpcUaJobControlProvider()
                .create(
                        new LineSettings(
                                new EquipmentId("odd-1"),
                                "gw-1",
                                List.of("odd-1"),
                                timeout,
                                connection,
                                Clock.systemUTC()),
                        listener);
    }

    String endpoint() {
        return "opc.tcp://127.0.0.1:" + port + "/odd";
    }

    /** Adds a job order receiver below Objects with these methods. */
    OddServer receiver(String name, String... methods) {
        nodes.object(name, 1002, methods);
        return this;
    }

    /** Adds an object below Objects whose type and methods are of another namespace than the standard's second edition. */
    OddServer objectOf(String namespace, String name, int type, String... methods) {
        nodes.objectOf(server.getNamespaceTable().getIndex(namespace).intValue(), name, type, methods);
        return this;
    }

    /** Adds a job response provider below Objects with both its methods. */
    OddServer provider(String name) {
        nodes.object(name, 1003, "RequestJobResponseByJobOrderID", "RequestJobResponseByJobOrderState");
        return this;
    }

    /** Adds a machine with job management where OPC 40001-3 puts it, of a type of this server's own. */
    OddServer machineryJobs(String machine, String... methods) {
        nodes.machineryJobs(machine, methods);
        return this;
    }

    /** Gives an object a variable of the standard's namespace, or another value to it. */
    OddServer variable(String object, String name, Object value) {
        nodes.variable(object, name, value);
        return this;
    }

    /** Structures as they go over this server's wire. */
    <T> Object encoded(Structure<T> type, List<T> values) {
        return type.encode(values, server.getStaticEncodingContext(), nodes.standard());
    }

    /** A structure of another namespace as it goes over this server's wire. */
    <T> Object encoded(Structure<T> type, T value, String namespace) {
        return type.encode(
                value,
                server.getStaticEncodingContext(),
                server.getNamespaceTable().getIndex(namespace).intValue());
    }

    /** How often a method was called. */
    int calls(String method) {
        return calls.getOrDefault(method, 0);
    }

    /** How many Call requests came, by all sessions that are open. */
    int requests() {
        return server.getSessionManager().getAllSessions().stream()
                .mapToInt(session -> session.getSessionDiagnostics()
                        .getCallCount()
                        .getServiceCounter()
                        .getTotalCount()
                        .intValue())
                .sum();
    }

    /** Takes only so many calls in one request. */
    OddServer takes(int calls) {
        mostCalls = calls;
        return this;
    }

    /** Takes only one node in one read, and says so to who asks. */
    OddServer saysItReadsOne() {
        nodes.limit(NodeIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerRead, 1);
        mostReads = 1;
        return this;
    }

    /** Takes only so many calls in one request, and says so to who asks. */
    OddServer saysItTakes(int calls) {
        nodes.limit(NodeIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerMethodCall, calls);
        return takes(calls);
    }

    /** What a method answers from now on: outputs and, last, ReturnStatus. */
    OddServer answers(String method, long status, long returnStatus, Object... outputs) {
        var all = new Variant[outputs.length + 1];
        for (int i = 0; i < outputs.length; i++) {
            all[i] = new Variant(outputs[i]);
        }
        all[outputs.length] = new Variant(ULong.valueOf(returnStatus));
        answers.put(method, result(status, all));
        return this;
    }

    /** What happens at the machine right after each answer of a method. */
    OddServer afterwards(String method, Runnable happens) {
        afterwards.put(method, happens);
        return this;
    }

    /** A job response as it goes over this server's wire. */
    Object encoded(Isa95JobResponse response) {
        return Isa95JobResponse.STRUCTURE.encode(response, server.getStaticEncodingContext(), nodes.standard());
    }

    /** Job responses as they go over this server's wire. */
    Object encoded(List<Isa95JobResponse> responses) {
        return Isa95JobResponse.STRUCTURE.encode(responses, server.getStaticEncodingContext(), nodes.standard());
    }

    @Override
    public void close() {
        nodes.shutdown();
        server.shutdown().join();
    }

    private static CallMethodResult result(long status, Variant... outputs) {
        return new CallMethodResult(new StatusCode(status), new StatusCode[0], new DiagnosticInfo[0], outputs);
    }

    private Set<EndpointConfig> endpoints() {
        var base = EndpointConfig.newBuilder()
                .setTransportProfile(TransportProfile.TCP_UASC_UABINARY)
                .setBindAddress("127.0.0.1")
                .setBindPort(port)
                .setHostname("127.0.0.1");
        var all = new HashSet<>(security.endpoints(base.copy().setPath("/odd")));
        // Milo answers the question for endpoints only where one without security is; this one is never offered.
        all.add(base.copy()
                .setPath("/odd/discovery")
                .setSecurityPolicy(SecurityPolicy.None)
                .setSecurityMode(MessageSecurityMode.None)
                .build());
        return all;
    }

    private final class Nodes extends ManagedNamespaceWithLifecycle {
        Nodes(OpcUaServer server) {
            super(server, "urn:odd:machine");
        }

        int standard() {
            return getServer().getNamespaceTable().getIndex(V2).intValue();
        }

        void withoutEvents() {
            getServer()
                    .getAddressSpaceManager()
                    .getManagedNode(NodeIds.Server)
                    .map(UaObjectNode.class::cast)
                    .ifPresent(node -> node.setEventNotifier(UByte.valueOf(0)));
        }

        void limit(NodeId id, int most) {
            getServer()
                    .getAddressSpaceManager()
                    .getManagedNode(id)
                    .map(UaVariableNode.class::cast)
                    .orElseThrow()
                    .setValue(new DataValue(new Variant(UInteger.valueOf(most))));
        }

        /** Milo's server can not call a method of an object whose type it does not know. */
        private NodeId type(int namespace, int id) {
            var type = new NodeId(namespace, id);
            if (!getNodeManager().containsNode(type)) {
                getNodeManager()
                        .addNode(UaObjectTypeNode.builder(getNodeContext())
                                .setNodeId(type)
                                .setBrowseName(new QualifiedName(namespace, "Type" + id))
                                .setDisplayName(LocalizedText.english("Type" + id))
                                .setIsAbstract(false)
                                .build());
            }
            return type;
        }

        void machineryJobs(String machine, String... methods) {
            NodeId parent = NodeIds.ObjectsFolder;
            String path = "";
            for (String name : List.of("Machines", machine, "MachineryBuildingBlocks", "JobManagement")) {
                path += name + "/";
                if (!getNodeManager().containsNode(newNodeId(path))) {
                    object(parent, path, name, 9_999);
                }
                parent = newNodeId(path);
            }
            object(parent, path + "JobOrderControl", "JobOrderControl", 9_999, methods);
        }

        void object(String name, int type, String... methods) {
            object(NodeIds.ObjectsFolder, name, name, type, methods);
        }

        void objectOf(int namespace, String name, int type, String... methods) {
            object(NodeIds.ObjectsFolder, name, name, type(namespace, type), namespace, methods);
        }

        private void object(NodeId parent, String id, String name, int type, String... methods) {
            object(parent, id, name, type(standard(), type), standard(), methods);
        }

        private void object(NodeId parent, String id, String name, NodeId type, int namespace, String... methods) {
            var object = new UaObjectNode.UaObjectNodeBuilder(getNodeContext())
                    .setNodeId(newNodeId(id))
                    .setBrowseName(newQualifiedName(name))
                    .setDisplayName(LocalizedText.english(name))
                    .setTypeDefinition(type)
                    .build();
            getNodeManager().addNode(object);
            object.addReference(new Reference(
                    object.getNodeId(), NodeIds.Organizes, parent.expanded(), Reference.Direction.INVERSE));
            for (String method : methods) {
                method(object, namespace, method);
            }
        }

        void variable(String object, String name, Object value) {
            NodeId id = newNodeId(object + "." + name);
            UaVariableNode variable = getNodeManager()
                    .getNode(id)
                    .map(UaVariableNode.class::cast)
                    .orElseGet(() -> added(id, object, name));
            variable.setValue(new DataValue(new Variant(value)));
        }

        private UaVariableNode added(NodeId id, String object, String name) {
            UaVariableNode variable = new UaVariableNode.UaVariableNodeBuilder(getNodeContext())
                    .setNodeId(id)
                    .setBrowseName(new QualifiedName(standard(), name))
                    .setDisplayName(LocalizedText.english(name))
                    .setDataType(NodeIds.BaseDataType)
                    .setTypeDefinition(NodeIds.BaseDataVariableType)
                    .build();
            getNodeManager().addNode(variable);
            getNodeManager()
                    .getNode(newNodeId(object))
                    .map(UaObjectNode.class::cast)
                    .orElseThrow()
                    .addComponent(variable);
            return variable;
        }

        private void method(UaObjectNode object, int namespace, String name) {
            UaMethodNode method = UaMethodNode.builder(getNodeContext())
                    .setNodeId(newNodeId(object.getNodeId().getIdentifier() + "." + name))
                    .setBrowseName(new QualifiedName(namespace, name))
                    .setDisplayName(LocalizedText.english(name))
                    .build();
            method.setInvocationHandler((access, request) -> {
                calls.merge(name, 1, Integer::sum);
                CallMethodResult answer = answers.getOrDefault(name, result(0, new Variant(ULong.valueOf(1))));
                afterwards.getOrDefault(name, () -> {}).run();
                return answer;
            });
            getNodeManager().addNode(method);
            object.addComponent(method);
        }

        @Override
        public void onDataItemsCreated(List<DataItem> items) {}

        @Override
        public void onDataItemsModified(List<DataItem> items) {}

        @Override
        public void onDataItemsDeleted(List<DataItem> items) {}

        @Override
        public void onMonitoringModeChanged(List<MonitoredItem> items) {}
    }
}
