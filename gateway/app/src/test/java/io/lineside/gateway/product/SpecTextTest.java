package io.lineside.gateway.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.model.job.ParameterValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The canonical text is what digests of accepted orders are made of: these expectations must never change. */
class SpecTextTest {
    @Test
    void keysAreSortedAndBlanksAreNone() {
        // Given
        var options = new LinkedHashMap<String, ParameterValue>();
        options.put("size", new ParameterValue.Text("M"));
        options.put("color", new ParameterValue.Text("teal"));

        // When
        String text =
                SpecText.canonical("mug", 3, new Configured(options, Map.of("type", new ParameterValue.Text("gift"))));

        // Then
        assertThat(text)
                .isEqualTo("{\"options\":{\"color\":\"teal\",\"size\":\"M\"},\"packaging\":{\"type\":\"gift\"},"
                        + "\"product\":\"mug\",\"version\":3}");
    }

    @Test
    void typesAreKeptApart() {
        assertThat(value(new ParameterValue.Whole(11))).isEqualTo("11");
        assertThat(value(new ParameterValue.Decimal(11))).isEqualTo("11.0");
        assertThat(value(new ParameterValue.Decimal(1e-7))).isEqualTo("1.0E-7");
        assertThat(value(new ParameterValue.Text("11"))).isEqualTo("\"11\"");
        assertThat(value(new ParameterValue.Flag(true))).isEqualTo("true");
        assertThat(value(new ParameterValue.Text("true"))).isEqualTo("\"true\"");
    }

    @Test
    void textCanNotPretendToBeStructure() {
        assertThat(value(new ParameterValue.Text("a\",\"b\":\"c"))).isEqualTo("\"a\\\",\\\"b\\\":\\\"c\"");
        assertThat(value(new ParameterValue.Text("back\\slash"))).isEqualTo("\"back\\\\slash\"");
        assertThat(value(new ParameterValue.Text("line\nbreak"))).isEqualTo("\"line\\u000abreak\"");
        assertThat(value(new ParameterValue.Text("Zoë 定 😀"))).isEqualTo("\"Zoë 定 😀\"");
    }

    private static String value(ParameterValue value) {
        String text = SpecText.canonical("p", 1, new Configured(Map.of("o", value), Map.of()));
        return text.substring("{\"options\":{\"o\":".length(), text.indexOf("},\"packaging\":"));
    }
}
