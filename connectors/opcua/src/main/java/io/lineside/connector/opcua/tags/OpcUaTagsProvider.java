package io.lineside.connector.opcua.tags;

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

/** {@code protocol: opcua-tags}: PLCs without methods, by the handshake of TAG-HANDSHAKE.md. */
public final class OpcUaTagsProvider implements LineConnectorProvider {
    private static final String SEQUENCE = "tags." + Tag.REQ_SEQ.word();

    /** For {@link java.util.ServiceLoader}. */
    public OpcUaTagsProvider() {}

    @Override
    public String protocol() {
        return "opcua-tags";
    }

    @Override
    public List<ConnectionSetting> settings() {
        // A line file of ours is being read: lines will be connected soon.
        MiloStart.begin();
        return TagBlock.SETTINGS;
    }

    @Override
    public boolean isHandshake() {
        return true;
    }

    /** Only one line may write the number of the request. */
    @Override
    public Optional<LineClash> clash(LineTarget line, LineTarget earlier) {
        return line.isAtServerOf(earlier, "endpoint") && sequence(line).equals(sequence(earlier))
                ? Optional.of(new LineClash(
                        SEQUENCE,
                        "must be another tag than that of " + earlier.file() + " at the same endpoint, was '"
                                + sequence(line) + "'"))
                : Optional.empty();
    }

    private static String sequence(LineTarget line) {
        return line.setting(SEQUENCE)
                .orElseGet(() -> TagMap.inNamespace(line.setting("namespace").orElse(""), Tag.REQ_SEQ));
    }

    @Override
    public LineConnector create(LineSettings settings, LineListener listener) {
        return new TagLineConnector(settings.line(), TagBlock.read(settings), listener);
    }
}
