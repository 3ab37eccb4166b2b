package io.lineside.simulator.plant;

import io.lineside.simulator.behaviour.Behaviour;
import io.lineside.simulator.behaviour.Switch;
import io.lineside.simulator.job.Retention;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One line of a plant.
 *
 * @param id letters, digits, dot, underscore and hyphen, at most 64
 * @param capacity job orders not yet over that the line keeps; more are refused
 * @param pieceTime real time per piece, before the plant's time scale
 * @param workMasters what the line knows how to make
 * @param retention how long jobs that are over are kept, in real time before the plant's time scale
 * @param behaviour how its switches stand at first
 */
public record LineSpec(
        String id,
        LineProtocol protocol,
        int capacity,
        Duration pieceTime,
        List<String> workMasters,
        Retention retention,
        Behaviour behaviour) {
    private static final String ID = "[A-Za-z0-9._-]{1,64}";
    private static final int MAX_CAPACITY = 65_535;

    /** Refuses what no line can be, naming the key. */
    public LineSpec {
        checkId(id);
        checkCapacity(capacity);
        checkPieceTime(pieceTime);
        checkWorkMasters(workMasters);
        workMasters = List.copyOf(workMasters);
        Rules.require(
                capacity == 1 || !(protocol instanceof LineProtocol.OpcUaTags),
                "capacity: must be 1 for " + LineProtocol.OpcUaTags.NAME + ", which keeps one job, was " + capacity);
        try {
            checkBehaviour(protocol, behaviour);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("behaviour." + e.getMessage(), e);
        }
    }

    /** A line that keeps every response until Clear, without a fault. */
    public LineSpec(String id, LineProtocol protocol, int capacity, Duration pieceTime, List<String> workMasters) {
        this(id, protocol, capacity, pieceTime, workMasters, Retention.UNTIL_CLEAR, Behaviour.FAULTLESS);
    }

    /** Refuses a switch that a line of that protocol does not have. */
    public static void checkBehaviour(LineProtocol protocol, Behaviour behaviour) {
        for (Switch changed : behaviour.changed()) {
            Rules.require(
                    protocol.switches().contains(changed),
                    changed.key() + ": is no switch of " + protocol.protocolName() + "; allowed: "
                            + protocol.switches().stream().map(Switch::key).collect(Collectors.joining(", ")));
        }
    }

    static void checkId(String id) {
        Rules.require(id.matches(ID), "id: must match " + ID + ", was '" + id + "'");
    }

    static void checkCapacity(int capacity) {
        Rules.require(capacity >= 1 && capacity <= MAX_CAPACITY, "capacity: must be from 1 to 65535, was " + capacity);
    }

    static void checkPieceTime(Duration pieceTime) {
        Rules.positive("pieceTime", pieceTime);
    }

    static void checkWorkMasters(List<String> workMasters) {
        Rules.require(!workMasters.isEmpty(), "workMasters: must name at least one, was empty");
    }

    /** A line that speaks OPC UA; port 0 is a free one. */
    public static LineSpec opcUa(String id, int port, int capacity, Duration pieceTime, String... workMasters) {
        return new LineSpec(
                id,
                new LineProtocol.OpcUaJobControl(port, Optional.empty()),
                capacity,
                pieceTime,
                List.of(workMasters));
    }

    /** A PLC that is spoken to by tag handshake; port 0 is a free one. */
    public static LineSpec tags(
            String id, int port, Duration pieceTime, Map<String, TagType> parameters, String... workMasters) {
        LineProtocol protocol = new LineProtocol.OpcUaTags(port, Optional.empty(), parameters);
        return new LineSpec(id, protocol, 1, pieceTime, List.of(workMasters));
    }

    /** The same with its switches set; see {@link Behaviour#with}. */
    public LineSpec behaving(Map<String, ?> switches) {
        return new LineSpec(id, protocol, capacity, pieceTime, workMasters, retention, behaviour.with(switches));
    }

    /** The same, keeping jobs that are over as that says. */
    public LineSpec keeping(Retention newRetention) {
        return new LineSpec(id, protocol, capacity, pieceTime, workMasters, newRetention, behaviour);
    }

    /** The same OPC UA line, secured. */
    public LineSpec secured(SecuritySpec security) {
        LineProtocol secured = protocol;
        if (protocol instanceof LineProtocol.OpcUaJobControl jobControl) {
            secured = new LineProtocol.OpcUaJobControl(jobControl.port(), Optional.of(security));
        } else if (protocol instanceof LineProtocol.OpcUaTags tags) {
            secured = new LineProtocol.OpcUaTags(tags.port(), Optional.of(security), tags.parameters());
        } else {
            throw new IllegalStateException("lines." + id + ": must speak OPC UA to be secured");
        }
        return new LineSpec(id, secured, capacity, pieceTime, workMasters, retention, behaviour);
    }

    /** A line that speaks MQTT through the plant's own broker. */
    public static LineSpec mqtt(
            String id, String topicPrefix, int capacity, Duration pieceTime, String... workMasters) {
        return new LineSpec(
                id, new LineProtocol.MqttUns(Optional.empty(), topicPrefix), capacity, pieceTime, List.of(workMasters));
    }

    /** The same MQTT line through another broker, for example {@code tcp://127.0.0.1:1883}. */
    public LineSpec throughBroker(URI broker) {
        if (protocol instanceof LineProtocol.MqttUns mqtt) {
            LineProtocol.MqttUns through = new LineProtocol.MqttUns(Optional.of(broker), mqtt.topicPrefix());
            return new LineSpec(id, through, capacity, pieceTime, workMasters, retention, behaviour);
        }
        throw new IllegalStateException("lines." + id + ": must speak mqtt-uns to have a broker");
    }
}
