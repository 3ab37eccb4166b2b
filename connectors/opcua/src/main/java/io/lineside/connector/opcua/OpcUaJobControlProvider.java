package io.lineside.connector.opcua;

import io.lineside.model.line.ConnectionSetting;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineConnectorProvider;
import io.lineside.model.line.LineListener;
import io.lineside.model.line.LineSettings;
import java.util.List;

/**
 * Makes connectors for {@code protocol: opcua-job-control}. Thread-safe.
 *
 * <p>Every line has a session of its own; network threads, timers and executors are shared by all lines.
 */
public final class OpcUaJobControlProvider implements LineConnectorProvider {
    @Override
    public String protocol() {
        return "opcua-job-control";
    }

    @Override
    public List<ConnectionSetting> settings() {
        return ConnectionBlock.SETTINGS;
    }

    @Override
    public LineConnector create(LineSettings settings, LineListener listener) {
        return new OpcUaLineConnector(settings.line(), ConnectionBlock.read(settings), listener);
    }
}
