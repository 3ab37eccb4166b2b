package io.lineside.gateway.product.preview;

import io.lineside.gateway.product.expression.CompiledExpression;
import io.lineside.model.job.ParameterValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Text with places for values. Thread-safe.
 *
 * @param parts each a String or a {@link CompiledExpression}
 */
record Filled(List<Object> parts) {
    Filled {
        parts = List.copyOf(parts);
    }

    String with(Map<String, Object> values) {
        return parts.stream()
                .map(part -> part instanceof CompiledExpression expression
                        ? shown(expression.value(values))
                        : String.valueOf(part))
                .collect(Collectors.joining());
    }

    private static String shown(ParameterValue value) {
        return String.valueOf(value.plain());
    }
}
