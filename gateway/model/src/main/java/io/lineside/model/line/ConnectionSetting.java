package io.lineside.model.line;

import java.util.List;
import java.util.Optional;

/**
 * One key that a connector understands under {@code connection:} of a line file. Keys without one are refused.
 *
 * @param type how the value is checked
 * @param required whether a line without it is refused
 * @param siteDefault path in {@code site.yaml} whose value is taken when the key is absent, for example
 *     {@code mqtt.broker}
 * @param allowed the only values allowed; empty for any value of the type
 * @param meaning one sentence for messages and documentation, with unit and default
 */
public record ConnectionSetting(
        String key, Type type, boolean required, Optional<String> siteDefault, List<String> allowed, String meaning) {
    /** How a setting's value is checked. */
    public enum Type {
        /** Any text. */
        TEXT,
        /** {@code true} or {@code false}. */
        FLAG,
        /** A whole number. */
        WHOLE,
        /** An ISO 8601 duration such as {@code PT5S}. */
        DURATION,
        /** A file or folder; a relative one is in the site's folder, and the connector is given the absolute one. */
        PATH,
        /** A block of texts under free names; the connector is given each as {@code <key>.<name>}. */
        MAP
    }

    /** Copies the list. */
    public ConnectionSetting {
        allowed = List.copyOf(allowed);
    }

    /** A key that every line of the protocol needs. */
    public static ConnectionSetting required(String key, Type type, String meaning) {
        return new ConnectionSetting(key, type, true, Optional.empty(), List.of(), meaning);
    }

    /** A key that may be left out. */
    public static ConnectionSetting optional(String key, Type type, String meaning) {
        return new ConnectionSetting(key, type, false, Optional.empty(), List.of(), meaning);
    }

    /** The same key, taken from {@code site.yaml} where the line does not say it. */
    public ConnectionSetting orFromSite(String path) {
        return new ConnectionSetting(key, type, required, Optional.of(path), allowed, meaning);
    }
}
