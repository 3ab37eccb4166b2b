package io.lineside.connector.opcua.tags;

import io.lineside.model.line.ConnectionSetting;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineConnectorProvider;
import io.lineside.model.line.LineListener;
import io.lineside.model.line.LineSettings;
import java.util.List;

/** {@code protocol: opcua-tags}: PLCs without methods, by the handshake of TAG-HANDSHAKE.md. */
public final class OpcUaTagsProvider implements LineConnectorProvider {
    /** For {@link java.util.ServiceLoader}. */
    public OpcUaTagsProvider() {}

    @Override
    public String protocol() {
        return "opcua-tags";
    }

    @Override
    public List<ConnectionSetting> settings() {
        return TagBlock.SETTINGS;
    }

    @Override
    public boolean isHandshake() {
        return true;
    }

    @Override
    public LineConnector create(LineSettings settings, LineListener listener) {
        return new TagLineConnector(settings.line(), TagBlock.read(settings), listener);
    }
}
