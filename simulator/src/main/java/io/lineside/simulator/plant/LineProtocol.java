package io.lineside.simulator.plant;

import java.net.URI;
import java.util.Optional;

/** How a line is spoken to. */
public sealed interface LineProtocol {
    /** The protocol's name in a plant file. */
    String protocolName();

    /**
     * OPC UA job control (OPC 10031-4 V2), security None, on loopback.
     *
     * @param port 1 to 65535, or 0 for a free one
     */
    record OpcUaJobControl(int port) implements LineProtocol {
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
    }
}
