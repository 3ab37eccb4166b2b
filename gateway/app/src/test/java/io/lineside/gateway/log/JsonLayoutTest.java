package io.lineside.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lineside.config.LogFormat;
import io.lineside.config.LogLevel;
import io.lineside.model.EquipmentId;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

/** Lines of the log for programs. */
class JsonLayoutTest {
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Loggers loggers = new Loggers(
            new LogWriter(() -> new PrintStream(bytes), Clock.fixed(NOW, ZoneOffset.UTC)),
            LogRules.levels("info,io.quiet=warn"),
            new LogWish(LogRules.format("json"), Optional.empty()));
    private final Logger logger = loggers.getLogger("io.lineside.gateway.Some");

    @Test
    void everyLineHasTheSameKeysFirstAndThenWhatItIsAbout() {
        // When
        logger.atWarn()
                .addKeyValue("equipment", new EquipmentId("glaze-1"))
                .addKeyValue("messages", 7)
                .addKeyValue("sessionPresent", true)
                .addKeyValue("reason", (Object) null)
                .log("line {} of {}", 1, "two");
        // Then
        assertThat(text())
                .isEqualTo(
                        "{\"time\":\"2026-03-01T12:00:00.000Z\",\"level\":\"WARN\",\"logger\":\"io.lineside.gateway.Some\","
                                + "\"thread\":\"" + Thread.currentThread().getName()
                                + "\",\"message\":\"line 1 of two\",\"equipment\":\"glaze-1\",\"messages\":7,"
                                + "\"sessionPresent\":true,\"reason\":null}\n");
    }

    @Test
    void aGivenKeyNeverStandsForOneThatEveryLineHas() throws Exception {
        // When
        logger.atInfo()
                .addKeyValue("level", "FORGED")
                .addKeyValue("error.type", "none")
                .addKeyValue("order", "a")
                .addKeyValue("order", "b")
                .addKeyValue("kv.order", "c")
                .log("said");
        // Then
        JsonNode line = line();
        assertThat(line.path("level").asText()).isEqualTo("INFO");
        assertThat(line.path("kv.level").asText()).isEqualTo("FORGED");
        assertThat(line.path("kv.error.type").asText()).isEqualTo("none");
        assertThat(line.path("order").asText()).isEqualTo("a");
        assertThat(line.path("kv.order").asText()).isEqualTo("b");
        assertThat(line.path("kv.kv.order").asText()).isEqualTo("c");
    }

    @Test
    void whatWentWrongIsInTheSameLine() throws Exception {
        // When
        logger.error("failed", new IllegalStateException("two\nlines", new NullPointerException()));
        // Then
        JsonNode line = line();
        assertThat(line.path("error.type").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(line.path("error.message").asText()).isEqualTo("two\nlines");
        assertThat(line.path("error.stack").asText().lines())
                .first()
                .isEqualTo("java.lang.IllegalStateException: two\\nlines");
        assertThat(line.path("error.stack").asText().lines())
                .contains("Caused by: java.lang.NullPointerException")
                .anyMatch(frame -> frame.startsWith("\tat io.lineside.gateway.log.JsonLayoutTest."));
    }

    @Test
    void aValueThatCanNotBeSaidCostsNoLine() throws Exception {
        // Given
        var broken = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("no");
            }
        };
        // When
        logger.atInfo()
                .addKeyValue("order", broken)
                .addKeyValue("ratio", Double.NaN)
                .log("said");
        // Then
        JsonNode line = line();
        assertThat(line.path("order").asText()).isEqualTo("(no text: java.lang.IllegalStateException)");
        assertThat(line.path("ratio").asText()).isEqualTo("NaN");
    }

    @Test
    void aCauseThatComesRoundAgainEnds() throws Exception {
        // Given
        var first = new IllegalStateException("first");
        var second = new IllegalStateException("second", first);
        first.initCause(second);
        // When
        logger.error("failed", first);
        // Then
        assertThat(line().path("error.stack").asText().lines().filter(text -> text.contains("Exception")))
                .hasSize(2);
    }

    @Test
    void aLineStaysBelowWhatCollectorsTakeAsOne() throws Exception {
        // When
        logger.atInfo().addKeyValue("reason", "x".repeat(100_000)).log("said");
        // Then
        assertThat(line().path("reason").asText()).hasSizeLessThan(8_300).endsWith("x... (91808 more)");
    }

    @Test
    void levelsChangeForLoggersThatThereAreAndTheEnvironmentGoesFirst() {
        // Given
        Logger quiet = loggers.getLogger("io.quiet.Some");
        quiet.info("not this");
        // When
        loggers.follow(new LogRules(Optional.of(LogFormat.TEXT), Map.of("io.quiet", LogLevel.DEBUG, "", LogLevel.OFF)));
        quiet.debug("but this");
        logger.error("and never this");
        // Then
        assertThat(text().lines()).singleElement().asString().startsWith("{").contains("but this");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverIsLoggedIsOneLineThatAProgramCanRead(long seed) throws Exception {
        // Given
        var random = new Random(seed);
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            said.add(noise(random));
        }
        // When
        for (String text : said) {
            logger.atInfo()
                    .addKeyValue(text, text)
                    .setCause(new IllegalStateException(text))
                    .log(text);
        }
        // Then
        List<String> lines = text().lines().toList();
        assertThat(text().chars().filter(letter -> letter == '\n')).hasSize(said.size());
        assertThat(lines).hasSize(said.size());
        for (int i = 0; i < said.size(); i++) {
            JsonNode line = JSON.readTree(lines.get(i));
            assertThat(line.path("message").asText()).isEqualTo(said.get(i));
            assertThat(line.path("error.message").asText()).isEqualTo(said.get(i));
            assertThat(line.path(said.get(i)).asText()).isEqualTo(said.get(i));
            assertThat(lines.get(i).codePoints())
                    .noneMatch(letter -> Character.isISOControl(letter)
                            || Character.getType(letter) == Character.FORMAT
                            || letter == '\u2028'
                            || letter == '\u2029');
        }
    }

    /** Any letters at all, of which half are those that terminals and parsers care for. */
    private static String noise(Random random) {
        var text = new StringBuilder();
        int length = 1 + random.nextInt(30);
        for (int i = 0; i < length; i++) {
            int pick = random.nextInt(4);
            text.appendCodePoint(
                    pick == 0
                            ? random.nextInt(0x20)
                            : pick == 1
                                    ? "\"\\{}\u0085\u2028\u2029\u202e\u001b\u007f=\ud800".charAt(random.nextInt(12))
                                    : pick == 2 ? random.nextInt(0x110000) : ' ' + random.nextInt(90));
        }
        return text.toString();
    }

    private JsonNode line() throws Exception {
        return JSON.readTree(text());
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
