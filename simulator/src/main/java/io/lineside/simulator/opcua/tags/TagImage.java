package io.lineside.simulator.opcua.tags;

import java.util.Map;
import java.util.Objects;

/** What all retentive tags held at one moment: the process image of one cycle. */
record TagImage(Map<String, Object> values) {
    TagImage {
        values = Map.copyOf(values);
    }

    Object value(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    long number(String name) {
        return ((Number) value(name)).longValue();
    }

    String text(String name) {
        return (String) value(name);
    }
}
