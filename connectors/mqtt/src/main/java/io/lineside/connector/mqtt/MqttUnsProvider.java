package io.lineside.connector.mqtt;

import io.lineside.connector.mqtt.link.LinkTimings;
import io.lineside.connector.mqtt.link.PahoLink;
import io.lineside.model.line.ConnectionSetting;
import io.lineside.model.line.LineClash;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineConnectorProvider;
import io.lineside.model.line.LineListener;
import io.lineside.model.line.LineSettings;
import io.lineside.model.line.LineTarget;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Makes connectors of lines that speak the JSON line protocol over MQTT 5: {@code protocol: mqtt-uns}. Thread-safe. */
public final class MqttUnsProvider implements LineConnectorProvider {
    private static final Pattern GATEWAY_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final BrokerSessions sessions;

    /** The provider with the timings of a factory. */
    public MqttUnsProvider() {
        this(LinkTimings.STANDARD);
    }

    MqttUnsProvider(LinkTimings timings) {
        sessions = new BrokerSessions(timings, PahoLink::new);
    }

    @Override
    public String protocol() {
        return "mqtt-uns";
    }

    @Override
    public List<ConnectionSetting> settings() {
        return List.of(
                ConnectionSetting.required(
                                "broker",
                                ConnectionSetting.Type.TEXT,
                                "The MQTT 5 broker: tcp://host:port, or ssl://host:port for TLS.")
                        .orFromSite("mqtt.broker"),
                ConnectionSetting.optional(
                                "username",
                                ConnectionSetting.Type.TEXT,
                                "User name at the broker, the same for all its lines; default none.")
                        .orFromSite("mqtt.username"),
                ConnectionSetting.optional(
                                "password", ConnectionSetting.Type.TEXT, "Password at the broker; default none.")
                        .orFromSite("mqtt.password"),
                tlsFile(
                        "caFile",
                        "PEM file with the authorities that may have signed the broker's certificate; default those of"
                                + " the Java platform."),
                tlsFile("certFile", "PEM file with the gateway's certificate, for brokers that ask for one."),
                tlsFile("keyFile", "PEM file with its private key, PKCS#8 without a password."),
                ConnectionSetting.optional(
                        "topicPrefix",
                        ConnectionSetting.Type.TEXT,
                        "The line's place in the unified namespace; default its equipment path joined by /."));
    }

    private static ConnectionSetting tlsFile(String key, String meaning) {
        return ConnectionSetting.optional(key, ConnectionSetting.Type.PATH, meaning)
                .orFromSite("mqtt." + key);
    }

    @Override
    public Optional<LineClash> clash(LineTarget line, LineTarget earlier) {
        return BrokerClash.of(line, earlier);
    }

    @Override
    public LineConnector create(LineSettings settings, LineListener listener) {
        if (!GATEWAY_ID.matcher(settings.gatewayId()).matches()) {
            throw new IllegalArgumentException(
                    "gateway id: must match " + GATEWAY_ID + ", was '" + settings.gatewayId() + "'");
        }
        String where = "lines." + settings.line() + ".";
        BrokerBlock block = BrokerBlock.read(where + "connection.", settings::setting);
        LineTopics topics = settings.setting("topicPrefix")
                .map(prefix -> checked(where + "connection.topicPrefix", prefix, LineTopics::new))
                .orElseGet(() -> checked(where + "equipment", settings.equipmentPath(), LineTopics::ofPath));
        var key = new BrokerKey(block.broker(), settings.gatewayId(), block.credentials(), block.tls());
        return new MqttLineConnector(settings, topics, key, sessions, listener);
    }

    private static <S, T> T checked(String where, S value, Function<S, T> rule) {
        try {
            return rule.apply(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
    }
}
