package io.lineside.gateway.log;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What who starts the gateway wishes of the log: {@code LINESIDE_LOG} and {@code LINESIDE_LOG_LEVELS} of the environment, or the
 * system properties {@code lineside.log} and {@code lineside.log.levels}, which win.
 *
 * @param rules those that could be read
 * @param fault what could not be read, in words
 */
record LogWish(LogRules rules, Optional<String> fault) {
    private static final LogWish NONE = new LogWish(new LogRules(Optional.empty(), Map.of()), Optional.empty());

    static LogWish of(Function<String, Optional<String>> environment, Function<String, Optional<String>> properties) {
        return NONE.with("LINESIDE_LOG", environment, LogRules::format)
                .with("LINESIDE_LOG_LEVELS", environment, LogRules::levels)
                .with("lineside.log", properties, LogRules::format)
                .with("lineside.log.levels", properties, LogRules::levels);
    }

    private LogWish with(String name, Function<String, Optional<String>> place, Function<String, LogRules> reader) {
        Optional<String> text = place.apply(name);
        if (text.isEmpty()) {
            return this;
        }
        try {
            return new LogWish(rules.under(reader.apply(text.get())), fault);
        } catch (IllegalArgumentException e) {
            return new LogWish(rules, fault.or(() -> Optional.of(name + ": " + e.getMessage())));
        }
    }
}
