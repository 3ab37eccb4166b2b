package io.lineside.gateway;

import io.lineside.model.line.ConnectionSetting;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineConnectorProvider;
import io.lineside.model.line.LineListener;
import io.lineside.model.line.LineSettings;
import java.util.List;

/** Provides the connector that a test gives it. */
record GivenLine(LineConnector connector) implements LineConnectorProvider {
    @Override
    public String protocol() {
        return "given";
    }

    @Override
    public List<ConnectionSetting> settings() {
        return List.of();
    }

    @Override
    public LineConnector create(LineSettings settings, LineListener listener) {
        return connector;
    }
}
