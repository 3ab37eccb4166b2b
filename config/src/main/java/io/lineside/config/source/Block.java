package io.lineside.config.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A mapping whose keys are fixed: every other key was refused when it was opened. Confined to the loading thread. */
public final class Block {
    private final Position at;
    private final Map<String, Value> values;
    private final Value.Reading reading;
    private final int faultsBefore;
    private final boolean broken;

    Block(Position at, Optional<Map<String, Value>> values, Value.Reading reading, int faultsBefore) {
        this.at = at;
        this.values = values.orElse(Map.of());
        this.broken = values.isEmpty();
        this.reading = reading;
        this.faultsBefore = faultsBefore;
    }

    /** Where the block starts. */
    public Position at() {
        return at;
    }

    /** The value of a key that may be left out. */
    public Value optional(String key) {
        Value value = values.get(key);
        return value == null ? new Value(null, at.child(key), reading) : value;
    }

    /** The value of a key that must be there; notes a fault when it is not. */
    public Value required(String key) {
        if (!broken && !values.containsKey(key)) {
            reading.faults().add(at.child(key), "is required, was absent");
        }
        return optional(key);
    }

    /** Refuses the keys of the block that do not fit its other values. */
    public void refuse(List<String> keys, String rule) {
        for (String key : keys) {
            Value value = optional(key);
            if (value.isPresent()) {
                value.fault(rule + ", was " + value.shown());
            }
        }
    }

    /** What the maker makes, unless the block or anything read from it since it was opened is faulty. */
    public <T> Optional<T> make(Supplier<T> maker) {
        return broken || reading.faults().size() > faultsBefore ? Optional.empty() : Optional.of(maker.get());
    }
}
