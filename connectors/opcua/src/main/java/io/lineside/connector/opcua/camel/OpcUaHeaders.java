package io.lineside.connector.opcua.camel;

/** Names of the message headers that the component reads and sets. */
public final class OpcUaHeaders {
    /** To a producer: node name or list of them, instead of the option {@code node}. From a consumer: the node. */
    public static final String NODE = "CamelOpcUaNode";
    /** To a producer: node name of the method, instead of the option {@code method}. */
    public static final String METHOD = "CamelOpcUaMethod";
    /** The status of a value or call as a word, for example {@code Good}. */
    public static final String STATUS = "CamelOpcUaStatus";
    /** When the value came to be, by the device's clock; {@link java.time.Instant}, absent where not told. */
    public static final String SOURCE_TIME = "CamelOpcUaSourceTime";
    /** When the server knew it, by its clock; {@link java.time.Instant}, absent where not told. */
    public static final String SERVER_TIME = "CamelOpcUaServerTime";

    private OpcUaHeaders() {}
}
