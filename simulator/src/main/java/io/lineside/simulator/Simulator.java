package io.lineside.simulator;

import io.lineside.simulator.broker.Broker;
import io.lineside.simulator.control.ControlServer;
import io.lineside.simulator.ledger.MadeLedger;
import io.lineside.simulator.line.LineRuntime;
import io.lineside.simulator.line.LineWire;
import io.lineside.simulator.line.LoopbackPort;
import io.lineside.simulator.mqtt.MqttWire;
import io.lineside.simulator.opcua.OpcUaWire;
import io.lineside.simulator.opcua.tags.TagWire;
import io.lineside.simulator.plant.BrokerSpec;
import io.lineside.simulator.plant.LineProtocol;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.Plant;
import io.lineside.simulator.plant.ProxySpec;
import io.lineside.simulator.proxy.FaultProxy;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A running plant: its lines, its broker if it has one, the made ledger and the control port. Everything listens on
 * 127.0.0.1 only.
 *
 * <p>Thread-safe.
 */
public final class Simulator implements AutoCloseable {
    private final Plant plant;
    private final MadeLedger ledger;
    private final Map<String, SimulatedLine> lines = new LinkedHashMap<>();
    private final Map<String, FaultProxy> proxies = new LinkedHashMap<>();
    private @Nullable Broker broker;
    private @Nullable ControlServer control;

    private Simulator(Plant plant) {
        this.plant = plant;
        this.ledger = MadeLedger.open(plant.dataDir());
    }

    /**
     * Starts the plant; every line is up when this returns, though an MQTT line may still be trying to reach its
     * broker. A taken port is refused with {@link io.lineside.simulator.line.PortTakenException}, and what had been
     * started is stopped again.
     */
    public static Simulator start(Plant plant) {
        Simulator simulator = new Simulator(plant);
        try {
            simulator.begin();
            return simulator;
        } catch (RuntimeException e) {
            simulator.close();
            throw e;
        }
    }

    /** The plan that runs. */
    public Plant plant() {
        return plant;
    }

    /** The line of that id; an {@link IllegalArgumentException} names those there are. */
    public SimulatedLine line(String id) {
        SimulatedLine line = lines.get(id);
        if (line == null) {
            throw new IllegalArgumentException(
                    "line '" + id + "': is not in the plant; allowed: " + String.join(", ", lines.keySet()));
        }
        return line;
    }

    /** Every line, in the order of the plan. */
    public List<SimulatedLine> lines() {
        return List.copyOf(lines.values());
    }

    /** The proxy of that name; an {@link IllegalArgumentException} names those there are. */
    public FaultProxy proxy(String name) {
        FaultProxy proxy = proxies.get(name);
        if (proxy == null) {
            throw new IllegalArgumentException(
                    "proxy '" + name + "': is not in the plant; allowed: " + String.join(", ", proxies.keySet()));
        }
        return proxy;
    }

    /** Every proxy, in the order of the plan. */
    public List<FaultProxy> proxies() {
        return List.copyOf(proxies.values());
    }

    /** What was physically made. */
    public MadeLedger ledger() {
        return ledger;
    }

    /** Port of the plant's own broker; empty when it has none. */
    public OptionalInt ownBrokerPort() {
        Broker own = broker;
        return own == null ? OptionalInt.empty() : OptionalInt.of(own.port());
    }

    /** Port of the plant's own broker; an {@link IllegalStateException} when it has none. */
    public int brokerPort() {
        return ownBrokerPort().orElseThrow(() -> new IllegalStateException("broker: the plant has none of its own"));
    }

    /** Port of the loopback HTTP control. */
    public int controlPort() {
        ControlServer server = control;
        if (server == null) {
            throw new IllegalStateException("control: the plant is not started");
        }
        return server.port();
    }

    /** Stops the lines as their protocols want, then the broker. */
    @Override
    public void close() {
        ControlServer server = control;
        if (server != null) {
            server.close();
        }
        lines.values().forEach(SimulatedLine::stop);
        proxies.values().forEach(FaultProxy::close);
        Broker own = broker;
        if (own != null) {
            own.close();
        }
        ledger.close();
    }

    private void begin() {
        plant.broker().map(BrokerSpec::port).ifPresent(port -> broker = Broker.start(port, plant.dataDir()));
        for (LineSpec spec : plant.lines()) {
            SimulatedLine line = line(spec);
            lines.put(spec.id(), line);
            line.start();
        }
        plant.proxies().forEach(spec -> proxies.put(spec.name(), proxy(spec)));
        control = ControlServer.start(plant.controlPort(), new ControlledPlant(this));
    }

    private FaultProxy proxy(ProxySpec spec) {
        ProxySpec.Address target = spec.address()
                .orElseGet(() -> new ProxySpec.Address(
                        LoopbackPort.HOST,
                        spec.isToBroker() ? brokerPort() : line(spec.target()).port()));
        int port = LoopbackPort.claim(spec.port(), "proxies." + spec.name() + ".port");
        FaultProxy proxy = FaultProxy.start(spec.name(), port, target.host(), target.port());
        proxy.set(spec.faults().asMap());
        return proxy;
    }

    private SimulatedLine line(LineSpec spec) {
        if (spec.protocol() instanceof LineProtocol.OpcUaJobControl opcUa) {
            int port = LoopbackPort.claim(opcUa.port(), "lines." + spec.id() + ".port");
            return line(spec, port, runtime -> OpcUaWire.start(runtime, port, opcUa.security()));
        }
        if (spec.protocol() instanceof LineProtocol.OpcUaTags tags) {
            int port = LoopbackPort.claim(tags.port(), "lines." + spec.id() + ".port");
            return line(spec, port, runtime -> TagWire.start(runtime, port, tags));
        }
        LineProtocol.MqttUns mqtt = (LineProtocol.MqttUns) spec.protocol();
        URI uri = mqtt.broker().orElseGet(() -> URI.create("tcp://" + LoopbackPort.HOST + ":" + brokerPort()));
        return line(spec, uri.getPort(), runtime -> MqttWire.start(runtime, uri, mqtt.topicPrefix()));
    }

    private SimulatedLine line(LineSpec spec, int port, Function<LineRuntime, LineWire> wire) {
        LineSetting setting =
                new LineSetting(plant.timeScale(), plant.dataDir(), ledger, Clock.systemUTC(), port, wire);
        return new SimulatedLine(spec, setting);
    }
}
