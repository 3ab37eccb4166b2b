package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinePickTest {
    private static final List<Given> LINES = IntStream.rangeClosed(1, 500)
            .mapToObj(number -> new Given("Cell-%03d".formatted(number), number <= 70))
            .toList();

    private record Given(String id, boolean needsCare) implements LinePick.Row {}

    @ParameterizedTest
    @CsvSource({
        "false, '',       1, 60, 1, 9, 500, Cell-001, 60",
        "false, '',       9, 60, 9, 9, 500, Cell-481, 20",
        "false, '',      10, 60, 9, 9, 500, Cell-481, 20",
        "true,  '',       2, 60, 2, 2, 70,  Cell-061, 10",
        "false, cell-49,  1, 60, 1, 1, 10,  Cell-490, 10",
        "false, 'l-500',  1,  1, 1, 1, 1,   Cell-500, 1"
    })
    void pageHasTheLinesThatFit(
            boolean care, String search, int page, int size, int shown, int pages, int found, String first, int rows) {
        // When
        LinePick.Slice<Given> slice = new LinePick(care, search, page, size).of(LINES);
        // Then
        assertThat(slice.rows()).hasSize(rows);
        assertThat(slice.rows().get(0).id()).isEqualTo(first);
        assertThat(List.of(slice.page(), slice.pages(), slice.found())).containsExactly(shown, pages, found);
    }

    @Test
    void nothingFoundIsOneEmptyPage() {
        // When
        LinePick.Slice<Given> slice = new LinePick(false, "none", 3, 60).of(LINES);
        // Then
        assertThat(slice).isEqualTo(new LinePick.Slice<>(List.of(), 1, 1, 0));
    }
}
