package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lineside.gateway.progress.UnitFate;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.RequestState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that the console says is there in both of its languages. */
class ConsoleWordsTest {
    private static final Path FILES = Path.of("src/main/resources/io/lineside/gateway/http/console");
    private static final ObjectMapper JSON = new JsonMapper();
    private static final Pattern USED = Pattern.compile("\\bw\\.([a-zA-Z]\\w*)");
    private static final Set<String> FUNCTIONS = Set.of("ofState", "ofEvent");

    @ParameterizedTest
    @ValueSource(strings = {"says", "states", "events"})
    void bothLanguagesHaveTheSameWords(String group) throws IOException {
        // When
        JsonNode english = words("en").path(group);
        JsonNode chinese = words("zh").path(group);
        // Then
        assertThat(names(chinese)).isEqualTo(names(english)).isNotEmpty();
        assertThat(chinese).allSatisfy(word -> assertThat(word.asText()).isNotBlank());
    }

    @Test
    void chineseIsNoEnglish() throws IOException {
        // When
        JsonNode chinese = words("zh");
        // Then
        for (String group : List.of("states", "events")) {
            assertThat(chinese.path(group))
                    .allSatisfy(word -> assertThat(word.asText()).matches(".*\\p{IsHan}.*"));
        }
    }

    @Test
    void everyWordThatAViewAsksForIsThere() throws IOException {
        // Given
        Set<String> known = names(words("en").path("says"));
        var used = new TreeSet<String>();
        try (Stream<Path> files = Files.list(FILES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".js")).toList()) {
                Matcher word = USED.matcher(Files.readString(file));
                while (word.find()) {
                    used.add(word.group(1));
                }
            }
        }
        // When
        used.removeAll(FUNCTIONS);
        // Then
        assertThat(used).hasSizeGreaterThan(50).isSubsetOf(known);
    }

    @Test
    void everyStateAndEventHasItsWord() throws IOException {
        // Given
        Set<String> states = names(words("en").path("states"));
        Set<String> events = names(words("en").path("events"));
        // Then
        assertThat(states)
                .containsAll(
                        Arrays.stream(JobPhase.values()).map(JobPhase::text).toList())
                .containsAll(Arrays.stream(RequestState.values())
                        .map(RequestState::text)
                        .toList())
                .containsAll(Arrays.stream(UnitFate.State.values())
                        .map(UnitFate.State::text)
                        .toList());
        assertThat(events)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(EventType.values()).map(EventType::text).toList());
    }

    /** The files are JSON but for their first comment, the export and the last semicolon. */
    private static JsonNode words(String language) throws IOException {
        String text = Files.readString(FILES.resolve("words-" + language + ".js"));
        return JSON.readTree(text.substring(text.indexOf('{'), text.lastIndexOf('}') + 1));
    }

    private static Set<String> names(JsonNode words) {
        var names = new TreeSet<String>();
        words.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
