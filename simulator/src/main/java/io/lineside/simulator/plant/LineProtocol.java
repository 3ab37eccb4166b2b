package io.lineside.simulator.plant;

import io.lineside.simulator.behaviour.Switch;
import java.net.URI;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a line is spoken to. */
public sealed interface LineProtocol {
    /** The protocol's name in a plant file. */
    String protocolName();

    /** The switches that mean something to a line of that protocol. */
    Set<Switch> switches();

    /**
     * OPC UA job control (OPC 10031-4 V2) on loopback.
     *
     * @param port 1 to 65535, or 0 for a free one
     * @param security empty: one endpoint, None and anonymous
     */
    record OpcUaJobControl(int port, Optional<SecuritySpec> security) implements LineProtocol {
        /** The protocol's name in a plant file. */
        public static final String NAME = "opcua-job-control";

        /** Refuses a number that is no port. */
        public OpcUaJobControl {
            Rules.port("port", port);
        }

        @Override
        public String protocolName() {
            return NAME;
        }

        @Override
        public Set<Switch> switches() {
            return EnumSet.allOf(Switch.class);
        }
    }

    /**
     * A PLC without methods: job orders by tag handshake over OPC UA variables, on loopback.
     *
     * @param port 1 to 65535, or 0 for a free one
     * @param security empty: one endpoint, None and anonymous
     * @param parameters the data tags by the ids of the job order's parameters
     */
    record OpcUaTags(int port, Optional<SecuritySpec> security, Map<String, TagType> parameters)
            implements LineProtocol {
        /** The protocol's name in a plant file. */
        public static final String NAME = "opcua-tags";

        /** Refuses a number that is no port. */
        public OpcUaTags {
            Rules.port("port", port);
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        }

        @Override
        public String protocolName() {
            return NAME;
        }

        @Override
        public Set<Switch> switches() {
            return EnumSet.of(
                    Switch.SMALL_PLC,
                    Switch.RESTART,
                    Switch.LIE,
                    Switch.CLOCK_SKEW,
                    Switch.REFUSE,
                    Switch.STALL,
                    Switch.SLOW,
                    Switch.INTERRUPTED,
                    Switch.BUILDS_OTHER,
                    Switch.SCRAP_EVERY);
        }
    }

    /**
     * Job orders in JSON over MQTT 5, in a unified namespace.
     *
     * @param broker empty for the plant's own broker
     * @param topicPrefix the line's place in the namespace, for example {@code acme/north/finishing/pack-1}
     */
    record MqttUns(Optional<URI> broker, String topicPrefix) implements LineProtocol {
        /** The protocol's name in a plant file. */
        public static final String NAME = "mqtt-uns";

        /** Refuses a prefix that is no plain topic. */
        public MqttUns {
            Rules.require(
                    topicPrefix.matches("[^+#/\\p{Cntrl}]+(/[^+#/\\p{Cntrl}]+)*"),
                    "topicPrefix: must be words between slashes, without + and #, was '" + topicPrefix + "'");
        }

        @Override
        public String protocolName() {
            return NAME;
        }

        @Override
        public Set<Switch> switches() {
            return EnumSet.of(
                    Switch.RESTART,
                    Switch.CLOCK_SKEW,
                    Switch.REFUSE,
                    Switch.REFUSE_WITH,
                    Switch.MAKE_AGAIN,
                    Switch.TWICE,
                    Switch.REORDER,
                    Switch.LATE,
                    Switch.STALL,
                    Switch.INTERRUPTED,
                    Switch.RESULTS,
                    Switch.BUILDS_OTHER,
                    Switch.SCRAP_EVERY);
        }
    }
}
