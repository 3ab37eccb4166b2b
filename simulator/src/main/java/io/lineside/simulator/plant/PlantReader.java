package io.lineside.simulator.plant;

import io.lineside.simulator.behaviour.Behaviour;
import io.lineside.simulator.job.Retention;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a plant file, strictly and to its end: one reading tells all of its faults. Not thread-safe. */
final class PlantReader {
    private static final String DEFAULT_DATA = "data";

    private final Path file;
    private final Faults faults;

    private PlantReader(Path file) {
        this.file = file;
        this.faults = new Faults(file.toString());
    }

    static Plant read(Path file) {
        PlantReader reader = new PlantReader(file);
        Node root = YamlFile.parse(file, "a plant", reader.faults);
        Plant plant = root == null ? null : reader.plant(new YamlBlock("", root, reader.faults));
        if (plant == null || reader.faults.count() > 0) {
            throw reader.faults.asException();
        }
        return plant;
    }

    private @Nullable Plant plant(YamlBlock root) {
        String name = root.text("plant");
        double timeScale = root.number("timeScale", 1);
        String data = root.optionalText("data").orElse(DEFAULT_DATA);
        Integer controlPort = root.block("control").map(this::port).orElse(0);
        Optional<YamlBlock> brokerBlock = root.block("broker");
        BrokerSpec broker = brokerBlock.map(this::broker).orElse(null);
        List<LineSpec> lines = new ArrayList<>();
        for (YamlBlock block : root.blocks("lines")) {
            LineSpec line = line(block);
            if (line != null) {
                lines.add(line);
            }
        }
        List<ProxySpec> proxies = root.optionalBlocks("proxies").stream()
                .flatMap(block -> ProxyBlock.read(block).stream())
                .toList();
        root.refuseOthers();
        if (faults.count() > 0 || name == null || controlPort == null) {
            return null;
        }
        try {
            return new Plant(
                    name, timeScale, folder().resolve(data), controlPort, Optional.ofNullable(broker), lines, proxies);
        } catch (IllegalArgumentException e) {
            faults.add(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private Path folder() {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? Path.of("") : parent;
    }

    private @Nullable Integer port(YamlBlock block) {
        Integer port = block.whole("port");
        block.refuseOthers();
        return port;
    }

    private @Nullable BrokerSpec broker(YamlBlock block) {
        Integer port = port(block);
        try {
            return port == null ? null : new BrokerSpec(port);
        } catch (IllegalArgumentException e) {
            faults.add(block.where("port"), String.valueOf(e.getMessage()));
            return null;
        }
    }

    private @Nullable LineSpec line(YamlBlock block) {
        String id = checked(block, block.text("id"), LineSpec::checkId);
        LineProtocol protocol = protocol(block);
        Integer capacity = checked(block, block.whole("capacity"), LineSpec::checkCapacity);
        Duration pieceTime = checked(block, block.duration("pieceTime"), LineSpec::checkPieceTime);
        List<String> workMasters = checked(block, block.texts("workMasters"), LineSpec::checkWorkMasters);
        Retention retention =
                block.block("responses").flatMap(LineBlocks::retention).orElse(Retention.UNTIL_CLEAR);
        Behaviour behaviour =
                block.block("behaviour").map(LineBlocks::behaviour).orElse(Behaviour.FAULTLESS);
        block.refuseOthers();
        if (id == null || protocol == null || capacity == null || pieceTime == null || workMasters == null) {
            return null;
        }
        try {
            return new LineSpec(id, protocol, capacity, pieceTime, workMasters, retention, behaviour);
        } catch (IllegalArgumentException e) {
            refuse(block, e);
            return null;
        }
    }

    // One key at a time, so that the first wrong one does not hide the next.
    private static <T> @Nullable T checked(YamlBlock block, @Nullable T value, Consumer<T> rule) {
        if (value == null) {
            return null;
        }
        try {
            rule.accept(value);
            return value;
        } catch (IllegalArgumentException e) {
            refuse(block, e);
            return null;
        }
    }

    private @Nullable LineProtocol protocol(YamlBlock block) {
        String name = block.text("protocol");
        try {
            if (LineProtocol.OpcUaJobControl.NAME.equals(name)) {
                Integer port = block.whole("port");
                Optional<SecuritySpec> security = block.block("security").flatMap(LineBlocks::security);
                return port == null ? null : new LineProtocol.OpcUaJobControl(port, security);
            }
            if (LineProtocol.OpcUaTags.NAME.equals(name)) {
                Integer port = block.whole("port");
                Optional<SecuritySpec> security = block.block("security").flatMap(LineBlocks::security);
                Map<String, TagType> parameters =
                        block.block("parameters").map(LineBlocks::parameters).orElse(Map.of());
                return port == null ? null : new LineProtocol.OpcUaTags(port, security, parameters);
            }
            if (LineProtocol.MqttUns.NAME.equals(name)) {
                return mqtt(block);
            }
        } catch (IllegalArgumentException e) {
            refuse(block, e);
            return null;
        }
        if (name != null) {
            block.fault(
                    block.where("protocol"),
                    "protocol: must be one that the simulator speaks, was '" + name + "'; allowed: "
                            + String.join(
                                    ", ",
                                    LineProtocol.OpcUaJobControl.NAME,
                                    LineProtocol.OpcUaTags.NAME,
                                    LineProtocol.MqttUns.NAME));
        }
        // Without a protocol, none of its keys is called unknown.
        block.optionalText("topicPrefix");
        block.optionalText("broker");
        block.number("port", 0);
        block.block("security");
        block.block("parameters");
        return null;
    }

    private @Nullable LineProtocol mqtt(YamlBlock block) {
        Optional<URI> broker = block.optionalText("broker").map(URI::create);
        if (broker.isPresent()
                && (!"tcp".equals(broker.get().getScheme()) || broker.get().getPort() < 1)) {
            block.fault(block.where("broker"), "broker: must be tcp://host:port, was '" + broker.get() + "'");
        }
        String prefix = block.text("topicPrefix");
        return prefix == null ? null : new LineProtocol.MqttUns(broker, prefix);
    }

    // The message begins with the key, or the block and the key, which is where the fault is.
    static void refuse(YamlBlock block, IllegalArgumentException refusal) {
        String message = String.valueOf(refusal.getMessage());
        int colon = message.indexOf(':');
        String key = colon < 0 ? "" : message.substring(0, colon).replaceAll("\\..*", "");
        block.fault(block.where(key), message);
    }
}
