package io.lineside.simulator.opcua.tags;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import java.util.List;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;

/** The gateway's side of the handshake, step by step, over a real session. */
final class TagGateway implements AutoCloseable {
    private final OpcUaClient client;

    private TagGateway(OpcUaClient client) {
        this.client = client;
    }

    static TagGateway connect(String endpoint) throws UaException {
        OpcUaClient client = OpcUaClient.create(endpoint);
        client.connect();
        client.readNamespaceTable();
        return new TagGateway(client);
    }

    @Override
    public void close() throws UaException {
        client.disconnect();
    }

    StatusCode write(String tag, Object value) throws UaException {
        return client.writeValues(List.of(node(tag)), List.of(DataValue.valueOnly(Variant.of(value))))
                .get(0);
    }

    Object read(String tag) {
        try {
            return requireNonNull(client.readValue(0, TimestampsToReturn.Neither, node(tag))
                    .value()
                    .value());
        } catch (UaException e) {
            throw new IllegalStateException(tag, e);
        }
    }

    long number(String tag) {
        return ((Number) read(tag)).longValue();
    }

    void writeStart(String jobId, long quantity) throws UaException {
        write(Tag.JOB_ID, jobId);
        write(Tag.COMMAND, ushort(1));
        write(Tag.WORK_MASTER, "glaze/1");
        write(Tag.QUANTITY, uint(quantity));
        write("Request.Parameter.Color", "teal");
        write("Request.Parameter.Dwell", 11.5);
        write("Request.Parameter.Coats", (short) 2);
    }

    long bump() throws UaException {
        long next = number(Tag.REQ_SEQ) + 1;
        write(Tag.REQ_SEQ, uint(next));
        return next;
    }

    /** Bumps the sequence and waits for the answer's error code. */
    long ask() throws UaException {
        long seq = bump();
        await().until(() -> number(Tag.ACK_SEQ) == seq);
        return number(Tag.ERROR_CODE);
    }

    long start(String jobId, long quantity) throws UaException {
        writeStart(jobId, quantity);
        return ask();
    }

    long command(int command, String jobId) throws UaException {
        write(Tag.JOB_ID, jobId);
        write(Tag.COMMAND, ushort(command));
        return ask();
    }

    private NodeId node(String tag) {
        return new NodeId(client.getNamespaceTable().getIndex(TagNamespace.URI), tag);
    }
}
