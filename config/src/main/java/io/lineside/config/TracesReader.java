package io.lineside.config;

import io.lineside.config.source.Block;
import io.lineside.config.source.Value;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code traces} of {@code site.yaml}. Confined to the loading thread. */
final class TracesReader {
    private static final Pattern ENDPOINT =
            Pattern.compile("https?://([A-Za-z0-9._-]+|\\[[0-9a-fA-F:]+])(:\\d{1,5})?(/[A-Za-z0-9._~-]+)*");
    private static final double ALL = 1;

    private TracesReader() {}

    static Optional<TracesConfig> read(Value value) {
        if (!value.isPresent()) {
            return Optional.empty();
        }
        Block block = value.block("endpoint", "sample");
        Optional<String> endpoint = block.required("endpoint").id(TracesReader::address);
        Value part = block.optional("sample");
        double sample = part.isPresent() ? part.scalar().decimal().orElse(ALL) : ALL;
        if (sample < 0 || sample > ALL) {
            part.fault("must be from 0 to 1, was " + part.shown());
        }
        return block.make(() -> new TracesConfig(endpoint.orElseThrow(), sample));
    }

    private static String address(String text) {
        if (!ENDPOINT.matcher(text).matches()) {
            throw new IllegalArgumentException("must be like http://collector:4318, was '" + text + "'");
        }
        return text;
    }
}
