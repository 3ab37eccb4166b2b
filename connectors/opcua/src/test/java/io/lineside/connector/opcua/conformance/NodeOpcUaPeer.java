package io.lineside.connector.opcua.conformance;

import io.lineside.connector.opcua.NodeOpcUaLine;
import io.lineside.connector.opcua.wire.Isa95JobOrder;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** A machine on node-opcua; it shows every order as it got it. */
final class NodeOpcUaPeer implements ConformancePeer {
    private final NodeOpcUaLine line;

    NodeOpcUaPeer(Path folder) {
        line = new NodeOpcUaLine(folder, "None", Map.of("insecure", "true"));
    }

    @Override
    public String name() {
        return "node-opcua";
    }

    @Override
    public String endpoint() {
        return line.connection().getOrDefault("endpoint", "");
    }

    @Override
    public int capacity() {
        return line.capacity();
    }

    @Override
    public String workMaster() {
        return line.workMaster().value();
    }

    @Override
    public void holdProduction(boolean hold) {
        line.holdProduction(hold);
    }

    @Override
    public void speak(ReturnStatusWord.Dialect dialect) {
        line.returnStatus(dialect.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean takes(Isa95JobOrder order) {
        return true;
    }

    @Override
    public boolean loses(MaskClass mask) {
        // node-opcua 2.182.2 leaves out the EncodingMask of a structure that has optional fields only and none of them.
        return mask.structure().equals("ISA95MaterialDataType") && mask.bits().isEmpty();
    }

    @Override
    public void close() {
        line.close();
    }
}
