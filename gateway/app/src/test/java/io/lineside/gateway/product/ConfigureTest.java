package io.lineside.gateway.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.model.job.ParameterValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Options of an order: filled in, or refused with everything that is wrong. */
class ConfigureTest {
    private static final CompiledProduct SIGN = Products.compiled(Products.ALL_KINDS);

    @Test
    void defaultsAreFilledInAndOrderIsTheFiles() {
        // When
        var result = (Configured) SIGN.configure(Map.of("color", "teal", "text", "Ada"), Map.of());

        // Then
        assertThat(result.options())
                .containsExactly(
                        Map.entry("size", new ParameterValue.Text("M")),
                        Map.entry("holes", new ParameterValue.Whole(4)),
                        Map.entry("thickness", new ParameterValue.Decimal(2.5)),
                        Map.entry("framed", new ParameterValue.Flag(false)),
                        Map.entry("color", new ParameterValue.Text("teal")),
                        Map.entry("text", new ParameterValue.Text("Ada")));
        assertThat(result.packaging()).containsExactly(Map.entry("type", new ParameterValue.Text("carton")));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("accepted")
    void numbersAreTakenHoweverTheyAreWritten(String option, Object value, ParameterValue expected) {
        // When
        Configuration result = SIGN.configure(Map.of("color", "teal", option, value), Map.of());

        // Then
        assertThat(result).isInstanceOf(Configured.class);
        assertThat(((Configured) result).options()).containsEntry(option, expected);
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
                Arguments.of("holes", 0, new ParameterValue.Whole(0)),
                Arguments.of("holes", 8L, new ParameterValue.Whole(8)),
                Arguments.of("holes", 3.0, new ParameterValue.Whole(3)),
                Arguments.of("holes", new BigDecimal("3.00"), new ParameterValue.Whole(3)),
                Arguments.of("holes", BigInteger.TWO, new ParameterValue.Whole(2)),
                Arguments.of("thickness", 3, new ParameterValue.Decimal(3)),
                Arguments.of("thickness", 0.5, new ParameterValue.Decimal(0.5)),
                Arguments.of("thickness", new BigDecimal("9.75"), new ParameterValue.Decimal(9.75)),
                Arguments.of("text", "Zoë 12345", new ParameterValue.Text("Zoë 12345")));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("refused")
    void faultTellsRuleValueAndWhatIsAllowed(String option, @Nullable Object value, String rule, String message) {
        // Given
        var options = new HashMap<String, @Nullable Object>(Map.of("color", "teal"));
        options.put(option, value);

        // When
        List<OptionFault> faults = faults(SIGN.configure(options, Map.of()));

        // Then
        assertThat(faults).hasSize(1);
        assertThat(faults.get(0).rule()).isEqualTo(rule);
        assertThat(faults.get(0).message()).isEqualTo("options." + option + ": " + message);
    }

    static Stream<Arguments> refused() {
        String holes = "; allowed: whole numbers from 0 to 8";
        String thickness = "; allowed: numbers from 0.5 to 10";
        String text = "; allowed: text of 1 to 10 characters in latin-1";
        String code = "; allowed: text of 1 to 4 characters in ascii that matches [A-Z]*";
        return Stream.of(
                Arguments.of(
                        "colour",
                        "teal",
                        "unknown-option",
                        "is not an option of the product, was 'colour' (did you mean 'color'?); allowed: size, holes,"
                                + " thickness, framed, color, text, code, depth"),
                Arguments.of(
                        "color",
                        "Teal",
                        "choice",
                        "must be one of the allowed values, was 'Teal' (did you mean 'teal'?); allowed: white, teal"),
                Arguments.of(
                        "color", "red", "choice", "must be one of the allowed values, was 'red'; allowed: white, teal"),
                Arguments.of("color", 5, "type", "must be text, was 5; allowed: white, teal"),
                Arguments.of("color", null, "type", "must be text, was null; allowed: white, teal"),
                Arguments.of("color", List.of("teal"), "type", "must be text, was a list; allowed: white, teal"),
                Arguments.of("holes", 9, "range", "must be within bounds, was 9" + holes),
                Arguments.of("holes", new BigDecimal("1e40"), "range", "must be within bounds, was 1E+40" + holes),
                Arguments.of("holes", 2.5, "type", "must be a whole number, was 2.5" + holes),
                Arguments.of("holes", "4", "type", "must be a whole number, was '4'" + holes),
                Arguments.of("holes", true, "type", "must be a whole number, was true" + holes),
                Arguments.of("thickness", 0.4, "range", "must be within bounds, was 0.4" + thickness),
                Arguments.of("thickness", Double.NaN, "type", "must be a number, was NaN" + thickness),
                Arguments.of("thickness", Map.of(), "type", "must be a number, was an object" + thickness),
                Arguments.of("framed", "yes", "type", "must be true or false, was 'yes'; allowed: true, false"),
                Arguments.of(
                        "text",
                        "",
                        "min-length",
                        "must not be empty, leave it out for none, was personal text of 0 characters" + text),
                Arguments.of("text", "elevenchars", "max-length", "must not be too long, was 11 characters" + text),
                Arguments.of("text", "定制", "charset", "must fit the charset, was with character U+5B9A" + text),
                Arguments.of("text", "a\nb", "charset", "must fit the charset, was with character U+000A" + text),
                Arguments.of("text", 12, "type", "must be text, was a personal number" + text),
                Arguments.of("code", "abc", "pattern", "must match the pattern, was 'abc'" + code));
    }

    @Test
    void missingRequiredOptionIsRefused() {
        assertThat(faults(SIGN.configure(Map.of(), Map.of())))
                .containsExactly(
                        new OptionFault("options", "color", "required", "absent", "white, teal", "is required"))
                .extracting(OptionFault::message)
                .containsExactly("options.color: is required, was absent; allowed: white, teal");
    }

    @Test
    void everyFaultIsToldAtOnce() {
        // When
        List<OptionFault> faults = faults(SIGN.configure(
                Map.of("size", "S", "framed", true, "holes", 99, "text", "定定定定定定定定定定定", "shine", 1),
                Map.of("type", "gfit")));

        // Then
        assertThat(faults)
                .extracting(OptionFault::rule)
                .containsExactly(
                        "unknown-option",
                        "range",
                        "required",
                        "max-length",
                        "charset",
                        "choice",
                        "rule:framed-not-small");
        assertThat(faults).extracting(OptionFault::block).contains("packaging", "options");
    }

    @Test
    void brokenRuleTellsValuesConditionAndReason() {
        assertThat(faults(SIGN.configure(Map.of("color", "teal", "framed", true, "size", "S"), Map.of())))
                .containsExactly(new OptionFault(
                        "options",
                        "",
                        "rule:framed-not-small",
                        "size 'S', framed true",
                        "size != \"S\"",
                        "A frame does not fit a small sign (rule framed-not-small)",
                        Map.of("en", "A frame does not fit a small sign"),
                        Set.of("framed", "size")))
                .extracting(OptionFault::message)
                .containsExactly(
                        "options: A frame does not fit a small sign (rule framed-not-small), was size 'S', framed"
                                + " true; allowed: size != \"S\"");
    }

    @Test
    void brokenRuleOfPackagingNamesThePackagingAndSpeaksEnglish() {
        // When
        List<OptionFault> faults = faults(SIGN.configure(Map.of("color", "teal", "depth", 2), Map.of("note", "Hi")));

        // Then
        assertThat(faults).extracting(OptionFault::block).containsExactly("options", "packaging");
        assertThat(faults.get(0).message()).contains("There is nothing to engrave", "text absent, depth 2");
        assertThat(faults.get(1).was()).isEqualTo("packaging.type 'carton', packaging.note 'Hi'");
    }

    @Test
    void ruleAboutAFaultyOptionSaysNothing() {
        assertThat(faults(SIGN.configure(Map.of("color", "teal", "framed", true, "size", "XXL"), Map.of())))
                .extracting(OptionFault::rule)
                .containsExactly("choice");
    }

    @Test
    void personalTextIsNowhereInARefusal() {
        assertThat(faults(SIGN.configure(
                        Map.of("color", "teal", "text", "Ada Lovelace 定", "depth", 5, "thickness", 1), Map.of())))
                .isNotEmpty()
                .noneMatch(fault -> fault.toString().contains("Ada"));
    }

    @Test
    void combinationThatCanNotBeWorkedOutIsRefused() {
        // Given
        CompiledProduct product = Products.compiled(
                """
                product: p
                version: 1
                title: { en: P }
                options: { n: { type: integer, min: 0, max: 9 } }
                operations: [{ id: o, workMaster: w, needs: [x], each: PT1S, parameters: { Share: 12 / n } }]
                """);

        // When
        List<OptionFault> faults = faults(product.configure(Map.of("n", 0), Map.of()));

        // Then
        assertThat(faults)
                .extracting(OptionFault::message)
                .containsExactly(
                        "options: must be workable, was not (mug.yaml:5:83: operations[0].parameters.Share: could not"
                                + " work out '12 / n': DIVIDE_BY_ZERO); allowed: values that the product's expressions can"
                                + " work out");
        assertThat(product.configure(Map.of("n", 5), Map.of())).isInstanceOf(Configured.class);
    }

    @Test
    void orderThatNeedsNoOperationIsRefused() {
        // Given
        CompiledProduct product = Products.compiled(
                """
                product: p
                version: 1
                title: { en: P }
                options: { on: { type: boolean, default: false } }
                operations: [{ id: o, when: on, workMaster: w, needs: [x], each: PT1S }]
                """);

        // When
        List<OptionFault> faults = faults(product.configure(Collections.emptyMap(), Map.of()));

        // Then
        assertThat(faults).extracting(OptionFault::rule).containsExactly("no-operation");
    }

    private static List<OptionFault> faults(Configuration result) {
        assertThat(result).isInstanceOf(Configuration.Refused.class);
        return ((Configuration.Refused) result).faults();
    }
}
