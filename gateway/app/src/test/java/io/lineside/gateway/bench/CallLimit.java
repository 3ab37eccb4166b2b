package io.lineside.gateway.bench;

import io.lineside.connector.opcua.wire.Isa95JobOrder;
import io.lineside.connector.opcua.wire.Isa95Parameter;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;

/**
 * What Milo's client can call at a simulated line with nothing of the gateway between: methods that take a whole job order,
 * which the line reads and refuses because it has no such job, so that nothing piles up there.
 */
final class CallLimit {
    private static final int IN_FLIGHT = 64;
    private static final int PARAMETERS = 16;
    private static final String JOB_CONTROL = "http://opcfoundation.org/UA/ISA95-JOBCONTROL_V2/";
    private static final String LINE = "urn:lineside:simulator:line";

    private final OpcUaClient client;
    private final CallMethodRequest call;

    private CallLimit(OpcUaClient client) {
        this.client = client;
        int line = index(LINE);
        call = new CallMethodRequest(
                new NodeId(line, "JobOrderControl"), new NodeId(line, "JobOrderControl.Update"), new Variant[] {
                    Variant.of(Isa95JobOrder.STRUCTURE.encode(
                            order(), client.getStaticEncodingContext(), index(JOB_CONTROL))),
                    Variant.of(new LocalizedText[0])
                });
    }

    /** Calls a second at this endpoint, 64 under way, the second half of so many seconds. */
    static double callsPerSecond(String endpoint, int seconds) throws Exception {
        OpcUaClient client = OpcUaClient.create(endpoint);
        client.connect();
        try {
            var limit = new CallLimit(client);
            limit.run(seconds);
            return limit.run(seconds);
        } finally {
            client.disconnect();
        }
    }

    private double run(int seconds) throws InterruptedException {
        var room = new Semaphore(IN_FLIGHT);
        var answered = new LongAdder();
        var failure = new AtomicReference<String>();
        long begun = System.nanoTime();
        long end = begun + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            room.acquire();
            var unused = client.callAsync(List.of(call)).whenComplete((response, broken) -> {
                // A refusal by ReturnStatus is Uncertain, with the ReturnStatus (OPC 10031-4 6.3).
                if (broken == null && !response.getResults()[0].getStatusCode().isBad()) {
                    answered.increment();
                } else {
                    failure.set(broken == null ? response.getResults()[0].toString() : broken.toString());
                }
                room.release();
            });
        }
        double rate = answered.sum() * 1e9 / (System.nanoTime() - begun);
        String why = failure.get();
        if (why != null) {
            throw new IllegalStateException("a raw call failed: " + why);
        }
        return rate;
    }

    private int index(String namespace) {
        var index = client.getNamespaceTable().getIndex(namespace);
        if (index == null) {
            throw new IllegalStateException("the simulated line has no namespace " + namespace);
        }
        return index.intValue();
    }

    private static Isa95JobOrder order() {
        List<Isa95Parameter> parameters = IntStream.range(0, PARAMETERS)
                .mapToObj(i -> new Isa95Parameter(
                        "Parameter" + i, Variant.ofString("a value of some length, number " + i), null, null, null))
                .toList();
        return new Isa95JobOrder("raw-call", null, null, null, null, null, parameters, null, null, null, null);
    }
}
