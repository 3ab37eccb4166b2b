package io.lineside.connector.mqtt.order;

import java.util.List;

/**
 * An MQTT topic filter of ours (MQTT 5.0, 4.7): its first level is a name, so that nobody subscribes to everything.
 *
 * @param value as written
 */
record TopicFilter(String value) {
    private static final int LONGEST = 200;

    TopicFilter {
        List<String> levels = List.of(value.split("/", -1));
        boolean hash = levels.subList(0, levels.size() - 1).contains("#");
        boolean mixed = levels.stream().anyMatch(level -> level.length() > 1 && level.matches(".*[+#].*"));
        if (value.length() > LONGEST || hash || mixed || levels.contains("") || !isPlain(levels.get(0))) {
            throw new IllegalArgumentException(
                    "must be a topic, or a filter whose first level is a name and whose + and #"
                            + " stand alone, # at the end, of at most " + LONGEST + " characters; was '" + value + "'");
        }
    }

    private static boolean isPlain(String level) {
        return !level.equals("+") && !level.equals("#") && !level.startsWith("$");
    }

    /** Whether a topic without wildcards matches. */
    boolean matches(String topic) {
        return overlap(levels(), List.of(topic.split("/", -1)));
    }

    /** Whether some topic matches both. */
    boolean overlaps(TopicFilter other) {
        return overlap(levels(), other.levels());
    }

    private List<String> levels() {
        return List.of(value.split("/", -1));
    }

    private static boolean overlap(List<String> one, List<String> other) {
        // # stands for its parent too (4.7.1.2), and for nothing more than that where the rest is empty.
        if (isRest(one) || isRest(other)) {
            return true;
        }
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() && other.isEmpty();
        }
        String left = one.get(0);
        String right = other.get(0);
        boolean fits = left.equals(right) || left.equals("+") || right.equals("+");
        return fits && overlap(one.subList(1, one.size()), other.subList(1, other.size()));
    }

    private static boolean isRest(List<String> levels) {
        return !levels.isEmpty() && levels.get(0).equals("#");
    }
}
