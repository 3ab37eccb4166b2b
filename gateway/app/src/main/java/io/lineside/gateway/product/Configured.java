package io.lineside.gateway.product;

import io.lineside.model.job.ParameterValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A product that can be made like this.
 *
 * @param options every option with its value, defaults filled in, in the order of the product file; optional ones
 *     without a value are absent
 * @param packaging likewise
 */
public record Configured(Map<String, ParameterValue> options, Map<String, ParameterValue> packaging)
        implements Configuration {
    /** Copies the maps and keeps their order. */
    public Configured {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        packaging = Collections.unmodifiableMap(new LinkedHashMap<>(packaging));
    }
}
