package io.lineside.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The keys of the log are those of the manual. */
class LogKeysTest {
    private static final List<Path> SOURCES = List.of(
            Path.of("src/main/java"),
            Path.of("../model/src/main/java"),
            Path.of("../../config/src/main/java"),
            Path.of("../../connectors/opcua/src/main/java"),
            Path.of("../../connectors/mqtt/src/main/java"));
    private static final Pattern GIVEN = Pattern.compile("addKeyValue\\(\\s*(\"([^\"]*)\"|[A-Z_]+)");
    private static final Pattern NAMED = Pattern.compile("String (EQUIPMENT) = \"([^\"]*)\"");
    private static final Pattern DOCUMENTED = Pattern.compile("^\\| `([a-zA-Z]+)` \\|", Pattern.MULTILINE);

    @Test
    void everyKeyThatIsGivenIsInTheManualAndNoOther() throws IOException {
        // Given
        String manual = Files.readString(Path.of("../OPERATIONS.md"));
        int from = manual.indexOf("## The log");
        int to = manual.indexOf("\n## ", from + 1);
        // When
        Set<String> documented = DOCUMENTED
                .matcher(manual.substring(from, to))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        // Then
        assertThat(given()).isNotEmpty().isEqualTo(documented);
    }

    private static Set<String> given() throws IOException {
        var keys = new TreeSet<String>();
        for (Path folder : SOURCES) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(file -> keys.addAll(given(file)));
            }
        }
        return keys;
    }

    private static List<String> given(Path file) {
        try {
            String text = Files.readString(file);
            return GIVEN.matcher(text)
                    .results()
                    .map(found -> found.group(2) == null ? constant(text, found) : found.group(2))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String constant(String text, MatchResult use) {
        return NAMED.matcher(text)
                .results()
                .filter(found -> found.group(1).equals(use.group(1)))
                .map(found -> found.group(2))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("where is " + use.group(1) + " of a key of the log?"));
    }
}
