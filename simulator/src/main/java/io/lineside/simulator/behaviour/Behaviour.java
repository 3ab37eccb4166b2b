package io.lineside.simulator.behaviour;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** How the switches of one line stand. Immutable. */
public final class Behaviour {
    /** A line without a fault. */
    public static final Behaviour FAULTLESS = new Behaviour(new EnumMap<>(Switch.class));

    private final Map<Switch, Object> values;

    private Behaviour(Map<Switch, Object> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /**
     * The same with other settings.
     *
     * @param changes key to Boolean, text or list of texts; an unknown key or a value that the switch cannot have is an
     *     {@link IllegalArgumentException} that begins with the key
     */
    public Behaviour with(Map<String, ?> changes) {
        Map<Switch, Object> changed = new EnumMap<>(Switch.class);
        changed.putAll(values);
        changes.forEach((key, raw) -> {
            Switch each = Switch.of(key);
            changed.put(each, each.read(raw));
        });
        return new Behaviour(changed);
    }

    /** Every key with its value; durations as text. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Switch each : Switch.values()) {
            Object value = value(each);
            map.put(each.key(), value instanceof Duration ? value.toString() : value);
        }
        return map;
    }

    /** The switches that are not as on a faultless line. */
    public Set<Switch> changed() {
        Set<Switch> changed = EnumSet.noneOf(Switch.class);
        values.forEach((each, value) -> {
            if (!value.equals(each.standard())) {
                changed.add(each);
            }
        });
        return changed;
    }

    /** Whether a flag is on. */
    public boolean is(Switch flag) {
        return (Boolean) value(flag);
    }

    /** The word that a switch is set to. */
    public String word(Switch choice) {
        return (String) value(choice);
    }

    /** The number that a switch is set to. */
    public int count(Switch number) {
        return (Integer) value(number);
    }

    /** The time that a switch is set to. */
    public Duration time(Switch duration) {
        return (Duration) value(duration);
    }

    /** Whether the line does not have that method. */
    public boolean isMissing(String method) {
        return ((List<?>) value(Switch.MISSING_METHODS)).contains(method);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Behaviour behaviour && behaviour.asMap().equals(asMap());
    }

    @Override
    public int hashCode() {
        return asMap().hashCode();
    }

    @Override
    public String toString() {
        return asMap().toString();
    }

    private Object value(Switch each) {
        return Objects.requireNonNullElse(values.get(each), each.standard());
    }
}
