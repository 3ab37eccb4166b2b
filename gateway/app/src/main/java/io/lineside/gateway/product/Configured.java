package io.lineside.gateway.product;

import io.lineside.model.job.ParameterValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A product that can be made like this.
 *
 * @param options every option with its value, defaults filled in, in the order of the product file; optional ones
 *     without a value are absent; those of delivery and service are named {@code delivery.<name>} and
 *     {@code service.<name>}, and a file is four values, {@code <name>.url} and so on
 * @param packaging likewise, named without {@code packaging.}
 * @param warnings rules with severity warning that it breaks, and that the version is deprecated; no part of what is made
 * @param onePiece what is done to make one of it, worked out when it was checked; empty where it was not
 */
public record Configured(
        Map<String, ParameterValue> options,
        Map<String, ParameterValue> packaging,
        List<OptionFault> warnings,
        List<PlannedOperation> onePiece)
        implements Configuration {
    /** Copies the collections and keeps their order. */
    public Configured {
        warnings = List.copyOf(warnings);
        onePiece = List.copyOf(onePiece);
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        packaging = Collections.unmodifiableMap(new LinkedHashMap<>(packaging));
    }

    /** The same without warnings. */
    public Configured(Map<String, ParameterValue> options, Map<String, ParameterValue> packaging) {
        this(options, packaging, List.of(), List.of());
    }
}
