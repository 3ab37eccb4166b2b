package io.lineside.connector.opcua.camel;

import io.lineside.connector.opcua.client.FieldNodes;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.model.objects.BaseEventTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.Stack;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.DiagnosticInfo;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.structured.Argument;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;

/** A machine with what a route may meet: a fast sensor, a noisy one, setpoints, methods good, bad, unsure and hung. */
final class MachineNodes extends FieldNodes {
    private static final int TICK_MILLIS = 50;

    /** Keeps the hung method hung until the test is over. */
    final CountDownLatch hang = new CountDownLatch(1);

    private final ScheduledFuture<?> ticking;
    private int ticks;

    MachineNodes(OpcUaServer server) {
        super(server);
        variable("Counter", NodeIds.Int32, 0, false);
        variable("Temperature", NodeIds.Double, 20.0, true);
        variable("Speed", NodeIds.Int16, (short) 0, true);
        variable("Recipe", NodeIds.UInt16, UShort.valueOf(1), true);
        variable("Serial", NodeIds.String, "S-1", false);
        for (int i = 0; i < 25; i++) {
            variable("Zone" + i, NodeIds.Int32, i, true);
        }
        method(
                "Add",
                (access, request) -> {
                    Variant[] inputs = request.getInputArguments();
                    return result(StatusCodes.Good, new Variant(int32(inputs[0]) + int32(inputs[1])));
                },
                argument("a"),
                argument("b"));
        method("Refuse", (access, request) -> result(StatusCodes.Bad_InvalidState));
        method("Unsure", (access, request) -> result(StatusCodes.Uncertain, new Variant("2: unknown job")));
        method("Hang", (access, request) -> {
            try {
                hang.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return result(StatusCodes.Good);
        });
        ticking = Stack.sharedScheduledExecutor()
                .scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        getLifecycleManager().addShutdownTask(() -> {
            ticking.cancel(false);
            hang.countDown();
        });
    }

    void set(String id, DataValue value) {
        UaVariableNode node = variable(id);
        node.setValue(value);
    }

    void fire(String message) throws UaException {
        BaseEventTypeNode event =
                getServer().getEventFactory().createEvent(newNodeId("event-" + message), NodeIds.BaseEventType);
        event.setBrowseName(newQualifiedName("event"));
        event.setDisplayName(LocalizedText.english("event"));
        event.setEventId(ByteString.of(new byte[] {1}));
        event.setEventType(NodeIds.BaseEventType);
        event.setSourceNode(machine());
        event.setSourceName("Machine");
        event.setTime(DateTime.now());
        event.setReceiveTime(DateTime.NULL_VALUE);
        event.setMessage(LocalizedText.english(message));
        event.setSeverity(UShort.valueOf(500));
        getServer().getEventNotifier().fire(event);
        event.delete();
    }

    private void tick() {
        ticks++;
        set("Counter", new DataValue(new Variant(ticks)));
    }

    /** Makes the sum wrong for an input of another type. */
    private static int int32(Variant input) {
        return input.value() instanceof Integer number ? number : -1_000;
    }

    private static Argument argument(String name) {
        return new Argument(name, NodeIds.Int32, -1, null, LocalizedText.NULL_VALUE);
    }

    private static CallMethodResult result(long status, Variant... outputs) {
        return new CallMethodResult(new StatusCode(status), new StatusCode[0], new DiagnosticInfo[0], outputs);
    }

    static String id(String node) {
        return name(node).text();
    }
}
