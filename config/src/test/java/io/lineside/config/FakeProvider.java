package io.lineside.config;

import io.lineside.model.line.ConnectionSetting;
import io.lineside.model.line.LineClash;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineConnectorProvider;
import io.lineside.model.line.LineListener;
import io.lineside.model.line.LineSettings;
import io.lineside.model.line.LineTarget;
import java.util.List;
import java.util.Optional;

/** A protocol that exists only for its settings. */
record FakeProvider(String protocol, List<ConnectionSetting> settings) implements LineConnectorProvider {
    static final List<LineConnectorProvider> ALL = List.of(
            new FakeProvider(
                    "opcua-job-control",
                    List.of(
                            ConnectionSetting.required(
                                    "endpoint", ConnectionSetting.Type.TEXT, "opc.tcp URL of the server"),
                            ConnectionSetting.optional(
                                    "insecure", ConnectionSetting.Type.FLAG, "no security, default false"),
                            ConnectionSetting.optional("keepAlive", ConnectionSetting.Type.DURATION, "default PT5S"),
                            ConnectionSetting.optional("tags", ConnectionSetting.Type.MAP, "node ids by name"),
                            ConnectionSetting.optional("userKey", ConnectionSetting.Type.PATH, "key of the user"),
                            ConnectionSetting.optional("certificates", ConnectionSetting.Type.PATH, "trusted ones")
                                    .orFromSite("certificates.folder"),
                            ConnectionSetting.optional("namespace", ConnectionSetting.Type.WHOLE, "namespace index"),
                            new ConnectionSetting(
                                    "returnStatus",
                                    ConnectionSetting.Type.TEXT,
                                    false,
                                    Optional.empty(),
                                    List.of("bitmap", "enum"),
                                    ""),
                            ConnectionSetting.optional(
                                    "receiver", ConnectionSetting.Type.TEXT, "default the only one"))),
            new FakeProvider(
                    "opcua-tags",
                    List.of(
                            ConnectionSetting.required(
                                    "endpoint", ConnectionSetting.Type.TEXT, "opc.tcp URL of the server"),
                            ConnectionSetting.optional("namespace", ConnectionSetting.Type.TEXT, "of the tags"),
                            ConnectionSetting.optional("tags", ConnectionSetting.Type.MAP, "node ids by name"))),
            new FakeProvider(
                    "mqtt-uns",
                    List.of(
                            ConnectionSetting.required("broker", ConnectionSetting.Type.TEXT, "URL of the broker")
                                    .orFromSite("mqtt.broker"),
                            ConnectionSetting.optional("username", ConnectionSetting.Type.TEXT, "user at the broker")
                                    .orFromSite("mqtt.username"),
                            ConnectionSetting.optional(
                                            "password", ConnectionSetting.Type.TEXT, "password at the broker")
                                    .orFromSite("mqtt.password"),
                            ConnectionSetting.optional("caFile", ConnectionSetting.Type.PATH, "authorities")
                                    .orFromSite("mqtt.caFile"),
                            ConnectionSetting.optional(
                                    "topicPrefix", ConnectionSetting.Type.TEXT, "default the path"))));

    @Override
    public boolean isHandshake() {
        return protocol.equals("opcua-tags");
    }

    /** Two lines with the same topics, whatever else. */
    @Override
    public Optional<LineClash> clash(LineTarget line, LineTarget earlier) {
        return line.setting("topicPrefix")
                .filter(topics -> earlier.setting("topicPrefix").equals(Optional.of(topics)))
                .map(topics -> new LineClash(
                        "topicPrefix",
                        "must not be that of " + earlier.file() + ", was '" + topics + "' of "
                                + String.join("/", line.equipmentPath())));
    }

    @Override
    public LineConnector create(LineSettings settings, LineListener listener) {
        throw new UnsupportedOperationException("reading a site creates no connector");
    }
}
