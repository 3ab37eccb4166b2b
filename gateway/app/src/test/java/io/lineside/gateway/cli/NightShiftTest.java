package io.lineside.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the night-shift page and the README tell people to type is what the program understands. */
class NightShiftTest {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    static Stream<String> commands() throws IOException {
        return Stream.of(Path.of("../NIGHT-SHIFT.md"), Path.of("../../README.md"))
                .flatMap(NightShiftTest::lines)
                .filter(line -> line.matches("lineside (stuck|decide|explain) .*"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commandOnThePageIsUnderstood(String line) {
        // Given
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line.split("#", 2)[0].substring("lineside ".length()));
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        // When
        var parsed = LinesideMain.commandLine().parseArgs(words.toArray(String[]::new));
        // Then
        assertThat(parsed.hasSubcommand()).isTrue();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
