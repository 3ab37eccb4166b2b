package io.lineside.connector.opcua;

import io.lineside.connector.opcua.client.MiloStart;
import io.lineside.model.line.ConnectionSetting;
import io.lineside.model.line.LineClash;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineConnectorProvider;
import io.lineside.model.line.LineListener;
import io.lineside.model.line.LineSettings;
import io.lineside.model.line.LineTarget;
import java.util.List;
import java.util.Optional;

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
        // A line file of ours is being read: lines will be connected soon.
        MiloStart.begin();
        return ConnectionBlock.SETTINGS;
    }

    @Override
    public Optional<LineClash> clash(LineTarget line, LineTarget earlier) {
        Optional<String> own = line.setting("receiver");
        Optional<String> others = earlier.setting("receiver");
        // Absent is the only one of the server, so that it can not be another than one that is named.
        boolean same = own.isEmpty() || others.isEmpty() || own.equals(others);
        return same && line.isAtServerOf(earlier, "endpoint")
                ? Optional.of(new LineClash(
                        "receiver",
                        "must name another job order receiver than " + earlier.file()
                                + ", which has the same endpoint, was " + quoted(own) + ", there " + quoted(others)))
                : Optional.empty();
    }

    private static String quoted(Optional<String> value) {
        return value.map(text -> "'" + text + "'").orElse("absent");
    }

    @Override
    public LineConnector create(LineSettings settings, LineListener listener) {
        return new OpcUaLineConnector(settings.line(), ConnectionBlock.read(settings), listener);
    }
}
