package io.lineside.simulator.plant;

import io.lineside.simulator.proxy.Faults;
import java.util.Map;
import java.util.Optional;

/** Reads one proxy of a plant file: what is wrong goes to the faults, at its key. */
final class ProxyBlock {
    private ProxyBlock() {}

    static Optional<ProxySpec> read(YamlBlock block) {
        String name = block.text("name");
        Integer port = block.whole("port");
        String target = block.text("target");
        Faults faults = block.block("faults").map(ProxyBlock::faults).orElse(Faults.NONE);
        block.refuseOthers();
        if (name == null || port == null || target == null) {
            return Optional.empty();
        }
        try {
            var proxy = new ProxySpec(name, port, target, faults);
            proxy.address();
            return Optional.of(proxy);
        } catch (IllegalArgumentException e) {
            PlantReader.refuse(block, e);
            return Optional.empty();
        }
    }

    /** Each key by itself, so that the first wrong one does not hide the next. */
    private static Faults faults(YamlBlock block) {
        Faults faults = Faults.NONE;
        for (Map.Entry<String, Object> entry : block.entries().entrySet()) {
            try {
                faults = faults.with(Map.of(entry.getKey(), entry.getValue()));
            } catch (IllegalArgumentException e) {
                PlantReader.refuse(block, e);
            }
        }
        return faults;
    }
}
