package io.lineside.simulator.plant;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One line of a plant.
 *
 * @param id letters, digits, dot, underscore and hyphen, at most 64
 * @param capacity job orders not yet over that the line keeps; more are refused
 * @param pieceTime real time per piece, before the plant's time scale
 * @param workMasters what the line knows how to make
 */
public record LineSpec(String id, LineProtocol protocol, int capacity, Duration pieceTime, List<String> workMasters) {
    private static final String ID = "[A-Za-z0-9._-]{1,64}";
    private static final int MAX_CAPACITY = 65_535;

    /** Refuses what no line can be, naming the key. */
    public LineSpec {
        checkId(id);
        checkCapacity(capacity);
        checkPieceTime(pieceTime);
        checkWorkMasters(workMasters);
        workMasters = List.copyOf(workMasters);
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
        return new LineSpec(id, new LineProtocol.OpcUaJobControl(port), capacity, pieceTime, List.of(workMasters));
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
            return new LineSpec(id, through, capacity, pieceTime, workMasters);
        }
        throw new IllegalStateException("lines." + id + ": must speak mqtt-uns to have a broker");
    }
}
