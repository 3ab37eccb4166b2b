package io.lineside.simulator.opcua.tags;

import io.lineside.simulator.behaviour.Switch;
import io.lineside.simulator.line.LineRuntime;
import io.lineside.simulator.line.LineWire;
import io.lineside.simulator.opcua.LineServer;
import io.lineside.simulator.plant.LineProtocol;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An OPC UA server of plain variables and the PLC behind it: one cycle every 20 ms. */
public final class TagWire implements LineWire {
    private static final Logger LOGGER = LoggerFactory.getLogger(TagWire.class);
    private static final long CYCLE_MILLIS = 20;

    private final LineServer server;
    private final TagNamespace tags;
    private final Future<?> cycles;

    private TagWire(LineServer server, TagNamespace tags, Future<?> cycles) {
        this.server = server;
        this.tags = tags;
        this.cycles = cycles;
    }

    /**
     * Starts the server and the PLC; ready when this returns. A port that another program holds is refused with a
     * {@link io.lineside.simulator.line.PortTakenException}.
     */
    public static TagWire start(LineRuntime runtime, int port, LineProtocol.OpcUaTags protocol) {
        boolean forgets = runtime.switches().current().word(Switch.RESTART).equals("forget");
        String id = runtime.spec().id();
        LineServer server = LineServer.of(runtime, port, protocol.security());
        TagMemory memory = TagMemory.open(
                runtime.dataDir().resolve(id + ".tags.json"), Tag.retentive(protocol.parameters()), forgets);
        TagProgram program = new TagProgram(memory, runtime);
        TagNamespace tags = new TagNamespace(server.server(), memory, program, runtime);
        tags.startup();
        server.start();
        Future<?> cycles = runtime.worker()
                .scheduleWithFixedDelay(() -> cycle(program, id), CYCLE_MILLIS, CYCLE_MILLIS, TimeUnit.MILLISECONDS);
        return new TagWire(server, tags, cycles);
    }

    @Override
    public String endpoint() {
        return server.endpoint();
    }

    @Override
    public void stop() {
        cycles.cancel(false);
        server.stop();
        tags.shutdown();
    }

    @Override
    public void crash() {
        stop();
    }

    // A cycle that throws would be the last one.
    private static void cycle(TagProgram program, String lineId) {
        try {
            program.cycle();
        } catch (RuntimeException e) {
            LOGGER.atError().addKeyValue("equipment", lineId).setCause(e).log("a cycle of the PLC failed");
        }
    }
}
