package io.lineside.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.config.source.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every case of {@code broken-sites.txt}: a good site, one file of it appended to ({@code ++}) or replaced
 * ({@code --}), and exactly the faults ({@code =>}) that a technician is shown.
 */
class BrokenSiteTest {
    @TempDir
    Path folder = Path.of("");

    record Case(String name, List<Edit> edits, List<String> faults) {
        @Override
        public String toString() {
            return name;
        }
    }

    record Edit(String file, boolean append, StringBuilder text) {
        void applyTo(SiteFiles files) {
            files.with(file, (append ? good(file) : "") + text);
        }

        private static String good(String file) {
            return file.startsWith("lines/")
                    ? SiteFiles.LINE
                    : file.startsWith("products/") ? SiteFiles.PRODUCT : SiteFiles.SITE;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void everyFaultIsToldWithPlaceRuleAndValue(Case broken) {
        // Given
        SiteFiles files = SiteFiles.good(folder);
        broken.edits().forEach(edit -> edit.applyTo(files));

        // When
        SiteResult result = files.load();

        // Then
        assertThat(result).isInstanceOf(SiteResult.Faulty.class);
        assertThat(((SiteResult.Faulty) result).faults())
                .extracting(Fault::toString)
                .containsExactlyElementsOf(broken.faults());
    }

    @Test
    void casesAreManyAndNoTwoAreNamedAlike() throws IOException {
        assertThat(cases())
                .hasSizeGreaterThanOrEqualTo(181)
                .extracting(Case::name)
                .doesNotHaveDuplicates();
    }

    static List<Case> cases() throws IOException {
        try (InputStream in = Objects.requireNonNull(BrokenSiteTest.class.getResourceAsStream("/broken-sites.txt"))) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        }
    }

    private static List<Case> parse(List<String> lines) {
        var cases = new ArrayList<Case>();
        for (String line : lines) {
            if (line.startsWith("== ")) {
                cases.add(new Case(line.substring(3), new ArrayList<>(), new ArrayList<>()));
            } else if (!cases.isEmpty()) {
                read(line, cases.get(cases.size() - 1));
            }
        }
        return cases;
    }

    private static void read(String line, Case into) {
        if (line.startsWith("++ ") || line.startsWith("-- ")) {
            into.edits().add(new Edit(line.substring(3), line.startsWith("++"), new StringBuilder()));
        } else if (line.startsWith("=> ")) {
            into.faults().add(line.substring(3));
        } else if (!line.isBlank()) {
            into.edits().get(into.edits().size() - 1).text().append(line).append('\n');
        }
    }
}
