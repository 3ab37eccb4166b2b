package io.lineside.simulator.opcua.types;

import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;

/** The namespace of OPC 10031-4 V2 (ISA-95 Job Control, 2.0.0). */
public final class Isa95Namespace {
    /** The namespace's address, with its trailing slash. */
    public static final String URI = "http://opcfoundation.org/UA/ISA95-JOBCONTROL_V2/";

    private Isa95Namespace() {}

    /** A node of the standard. */
    public static ExpandedNodeId node(long id) {
        return ExpandedNodeId.of(URI, id);
    }
}
