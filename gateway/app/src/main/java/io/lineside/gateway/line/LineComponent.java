package io.lineside.gateway.line;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * The Camel component {@code line:}. {@code to("line:glaze-1")} sends a {@link LineCommand} to that line whatever its
 * protocol, {@code to("line:*")} to the line that the command names; {@code from("line:*")} hears every line's
 * {@link LineReport}.
 */
public final class LineComponent extends DefaultComponent {
    /** The endpoint name that stands for every line. */
    public static final String ANY = "*";

    private final LineRegistry lines;

    /** A component over these lines. */
    public LineComponent(LineRegistry lines) {
        this.lines = lines;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new LineEndpoint(uri, this, remaining, lines);
    }
}
