package io.lineside.simulator.plant;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plan of a simulated plant.
 *
 * @param timeScale 20 is twenty times faster than real time
 * @param dataDir folder of the made ledger and the lines' job lists; made when missing
 * @param controlPort loopback HTTP, 0 for a free one
 * @param broker the plant's own MQTT broker, if it has one
 * @param proxies wires with faults in front of lines, the broker or other machines
 */
public record Plant(
        String name,
        double timeScale,
        Path dataDir,
        int controlPort,
        Optional<BrokerSpec> broker,
        List<LineSpec> lines,
        List<ProxySpec> proxies) {
    private static final double MAX_TIME_SCALE = 100_000;

    /** Refuses what no plant can be, naming the key. */
    public Plant {
        Rules.require(!name.isBlank(), "plant: must be a name, was blank");
        Rules.require(
                timeScale > 0 && timeScale <= MAX_TIME_SCALE,
                "timeScale: must be above 0 and at most 100000, was " + timeScale);
        Rules.port("control.port", controlPort);
        Rules.require(!lines.isEmpty(), "lines: must name at least one, was empty");
        lines = List.copyOf(lines);
        Set<String> ids = new HashSet<>();
        for (LineSpec line : lines) {
            Rules.require(ids.add(line.id()), "lines." + line.id() + ": must stand only once, was given twice");
            Rules.require(
                    broker.isPresent() || !needsBroker(line),
                    "lines." + line.id() + ".broker: must be given when the plant has no broker of its own, was"
                            + " missing; allowed: tcp://host:port, or a 'broker' block in the plant");
        }
        proxies = List.copyOf(proxies);
        Set<String> names = new HashSet<>();
        for (ProxySpec proxy : proxies) {
            Rules.require(
                    names.add(proxy.name()), "proxies." + proxy.name() + ": must stand only once, was given twice");
            checkTarget(proxy, broker, lines);
        }
    }

    /** A plant without proxies. */
    public Plant(
            String name,
            double timeScale,
            Path dataDir,
            int controlPort,
            Optional<BrokerSpec> broker,
            List<LineSpec> lines) {
        this(name, timeScale, dataDir, controlPort, broker, lines, List.of());
    }

    /** Reads a plant file; a {@link PlantFaultsException} lists everything that is wrong with it. */
    public static Plant load(Path file) {
        return PlantReader.read(file);
    }

    /** The same plant at another speed. */
    public Plant withTimeScale(double newTimeScale) {
        return new Plant(name, newTimeScale, dataDir, controlPort, broker, lines, proxies);
    }

    /** The same plant with its files in another folder. */
    public Plant withDataDir(Path newDataDir) {
        return new Plant(name, timeScale, newDataDir, controlPort, broker, lines, proxies);
    }

    /** The same plant with these proxies. */
    public Plant withProxies(List<ProxySpec> newProxies) {
        return new Plant(name, timeScale, dataDir, controlPort, broker, lines, newProxies);
    }

    private static void checkTarget(ProxySpec proxy, Optional<BrokerSpec> broker, List<LineSpec> lines) {
        if (proxy.address().isPresent() || (proxy.isToBroker() && broker.isPresent())) {
            return;
        }
        List<String> servers = Stream.concat(
                        lines.stream()
                                .filter(line -> !(line.protocol() instanceof LineProtocol.MqttUns))
                                .map(LineSpec::id),
                        broker.stream().map(own -> ProxySpec.BROKER))
                .toList();
        Rules.require(
                servers.contains(proxy.target()),
                "proxies." + proxy.name() + ".target: must be host:port or a server of the plant, was '"
                        + proxy.target() + "'; allowed: host:port"
                        + servers.stream().map(server -> ", " + server).collect(Collectors.joining()));
    }

    private static boolean needsBroker(LineSpec line) {
        return line.protocol() instanceof LineProtocol.MqttUns mqtt
                && mqtt.broker().isEmpty();
    }
}
