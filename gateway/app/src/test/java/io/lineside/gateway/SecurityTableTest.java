package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of requirements: each row has a mechanism and tests that exist. */
class SecurityTableTest {
    private static final Path ROOT = Path.of("../..");
    private static final Path TABLE = ROOT.resolve("gateway/SECURITY-TABLE.md");
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+Test)`");

    @Test
    void everyRowHasTestsAndEachOfThemIsInTheBuild() throws IOException {
        // Given
        List<String> rows = Files.readAllLines(TABLE).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| Requirement"))
                .toList();
        // When
        Set<String> tests = tests();
        // Then
        assertThat(rows).hasSizeGreaterThan(20);
        for (String row : rows) {
            assertThat(row.split("\\|", -1)).as(row).hasSize(5);
            List<String> named = NAMED.matcher(row.split("\\|", -1)[3])
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(named).as(row).isNotEmpty();
            assertThat(tests).as(row).containsAll(named);
        }
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.map(Path::toString)
                    .filter(file -> file.contains("src/test/java/") && file.endsWith("Test.java"))
                    .map(file -> file.substring(file.lastIndexOf('/') + 1, file.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }
}
