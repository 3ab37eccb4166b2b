package io.lineside.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;

/** Lines of the log for people. */
class TextLayoutTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.500Z");

    @Test
    void saysWhenWhoWhatAndAboutWhat() {
        // Given
        var line = new LogLine(
                NOW,
                Level.WARN,
                "io.lineside.gateway.dispatch.LineDesk",
                "dispatch",
                "line can not be reached",
                List.of(
                        new KeyValuePair("equipment", "glaze-1"),
                        new KeyValuePair("reason", "says \"no\""),
                        new KeyValuePair("window", 20)),
                null);
        // Then
        assertThat(written(line))
                .isEqualTo("2026-03-01T12:00:00.500Z WARN [dispatch] LineDesk - line can not be reached"
                        + " equipment=glaze-1 reason=\"says \\\"no\\\"\" window=20");
    }

    @Test
    void nothingThatIsSaidMakesALineOfItsOwnOrMovesTheCursor() {
        // Given
        String forged = "a\n2026-01-01 ERROR\r\u001b[2J\u0085\u2028b\u202e";
        var line = new LogLine(
                NOW,
                Level.INFO,
                "Some",
                forged,
                forged,
                List.of(new KeyValuePair(forged, forged)),
                new IllegalStateException(forged, new IllegalStateException(forged)));
        // Then
        String text = written(line);
        assertThat(text.chars().filter(letter -> Character.isISOControl(letter) && letter != '\n' && letter != '\t'))
                .isEmpty();
        assertThat(text).doesNotContain("\u2028", "\u202e");
        assertThat(text.lines().skip(1))
                .allMatch(row -> row.startsWith("\tat ")
                        || row.startsWith("\t... ")
                        || row.startsWith("java.lang.IllegalStateException: a\\n2026")
                        || row.startsWith("Caused by: java.lang.IllegalStateException: a\\n2026"));
        assertThat(text).contains("a\\n2026-01-01 ERROR\\r\\u001b[2J\\u0085\\u2028b\\u202e");
    }

    private static String written(LogLine line) {
        var text = new StringBuilder();
        new TextLayout().write(line, text);
        return text.toString();
    }
}
