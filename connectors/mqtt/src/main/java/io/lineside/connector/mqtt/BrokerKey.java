package io.lineside.connector.mqtt;

import io.lineside.connector.mqtt.link.BrokerUri;
import io.lineside.connector.mqtt.link.Credentials;
import io.lineside.connector.mqtt.link.LinkSettings;
import io.lineside.connector.mqtt.link.LinkTimings;
import io.lineside.connector.mqtt.link.TlsFiles;
import java.util.Optional;

/** What lines must have in common to share the links to a broker. */
record BrokerKey(BrokerUri broker, String gatewayId, Optional<Credentials> credentials, TlsFiles tls) {
    /** The topic that answers come to, one for the whole gateway. */
    String replyTopic() {
        return "_lineside/" + gatewayId + "/reply";
    }

    /** The link for commands, answers and line status: only the present counts, so it starts afresh each time. */
    LinkSettings commandLink(LinkTimings timings) {
        return new LinkSettings(broker, gatewayId + "-pub", credentials, tls, LinkSettings.Session.VOLATILE, timings);
    }

    /** The link for job states: the broker keeps them while the gateway is away. */
    LinkSettings reportLink(LinkTimings timings) {
        return new LinkSettings(broker, gatewayId + "-sub", credentials, tls, LinkSettings.Session.DURABLE, timings);
    }
}
