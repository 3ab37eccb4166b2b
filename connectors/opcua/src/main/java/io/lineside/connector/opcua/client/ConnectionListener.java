package io.lineside.connector.opcua.client;

/** Hears how a connection is. Called in order, never twice at a time; must not block. */
public interface ConnectionListener {
    /** A session is open; whatever lived in an earlier one is gone. Called at once where it is open already. */
    void opened(ServerSession session);

    /** There is no session; called once for each new reason, also before the first. */
    void lost(OpcUaException reason);

    /** The server or the way to it dropped notifications of the session. */
    default void missed(String why) {}
}
