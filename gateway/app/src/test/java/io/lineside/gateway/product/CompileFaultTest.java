package io.lineside.gateway.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said about expressions that do not compile, type-check or stay within limits. */
class CompileFaultTest {
    private static final String BASE =
            """
            product: mug
            version: 1
            title: { en: Mug }
            options:
              color: { type: choice, values: [white, teal] }
              rings: { type: integer, min: 0, max: 9, default: 1 }
              wall: { type: decimal, min: 0, max: 9, default: 1 }
              text: { type: text, maxLength: 9, optional: true }
            packaging:
              type: { type: choice, values: [carton], default: carton }
            """;
    private static final String GLAZE = "operations: [{ id: glaze, workMaster: glaze/2, needs: [glazing], each: PT20S";

    static Stream<Arguments> faulty() {
        String names = "; allowed: quantity, color, rings, wall, text, packaging.type";
        return Stream.of(
                parameter(
                        "colour",
                        "must use only names it knows, was 'colour' at 1:1 of the expression (did you mean 'color'?)"
                                + names),
                parameter(
                        "rings + has(txt)",
                        "must use only names it knows, was 'txt' at 1:12 of the expression" + " (did you mean 'text'?)"
                                + names),
                parameter(
                        "packaging.typ",
                        "must use only names it knows, was 'packaging.typ' at 1:1 of the expression"
                                + " (did you mean 'packaging.type'?)" + names),
                parameter(
                        "color + rings",
                        "must compile, was 'color + rings', wrong at 1:7: found no matching overload for '_+_' applied"
                                + " to '(string, int)' (candidates: (int, int),(uint, uint),(double, double),(string,"
                                + " string),(bytes, bytes),(list(%A0), list(%A0)),(google.protobuf.Timestamp,"
                                + " google.protobuf.Duration),(google.protobuf.Duration,"
                                + " google.protobuf.Timestamp),(google.protobuf.Duration, google.protobuf.Duration))"),
                parameter(
                        "[rings]",
                        "must be of another type, was list ('[rings]'); allowed: a decimal, a whole number,"
                                + " text, true or false"),
                parameter("has(1)", "must compile, was 'has(1)', wrong at 1:5: has() takes the name of one option"),
                parameter(
                        "colour(color)",
                        "must compile, was 'colour(color)', wrong at 1:7: undeclared reference to"
                                + " 'colour' (in container '')"),
                parameter(
                        "text",
                        "must be guarded where text may be absent, was 'text'; allowed: for example has(text)"
                                + " && ..., has(text) ? ... : ..., or a when: has(text)"));
    }

    private static Arguments parameter(String expression, String message) {
        return Arguments.of(expression, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faulty")
    void faultTellsPlaceNameAndWhatIsAllowed(String expression, String message) {
        assertThat(Products.faults(BASE + GLAZE + ",\n  parameters: { P: '" + expression + "' } }]"))
                .containsExactly("mug.yaml:12:20: operations[0].parameters.P: " + message);
    }

    @Test
    void conditionMustBeTrueOrFalse() {
        assertThat(Products.faults(BASE + "rules: [{ id: r, require: rings, because: { en: x } }]\n" + GLAZE + " }]"))
                .containsExactly(
                        "mug.yaml:11:27: rules[0].require: must be of another type, was a whole number ('rings');"
                                + " allowed: true or false");
    }

    @Test
    void rulesDoNotKnowTheQuantity() {
        assertThat(Products.faults(
                        BASE + "rules: [{ id: r, require: quantity > 1, because: { en: x } }]\n" + GLAZE + " }]"))
                .containsExactly(
                        "mug.yaml:11:27: rules[0].require: must use only names it knows, was 'quantity' at 1:1 of"
                                + " the expression; allowed: color, rings, wall, text, packaging.type");
    }

    @Test
    void materialNameUsesOnlyHarmlessOptions() {
        assertThat(Products.faults(BASE
                        + """
                        materials:
                          - { definition: "A-{colour}", quantity: 1 }
                          - { definition: "A-{text}", quantity: 1, when: has(text) }
                          - { definition: "A-{wall}", quantity: 1 }
                          - { definition: "A-{color", quantity: color }
                        """
                        + GLAZE + " }]"))
                .containsExactly(
                        "mug.yaml:12:19: materials[0].definition: must use only options it knows, was '{colour}'"
                                + " (did you mean 'color'?); allowed: color, rings, wall, text, packaging.type",
                        "mug.yaml:13:19: materials[1].definition: a material name must not depend on free text,"
                                + " decimals or files, was '{text}'; allowed: choice, palette, integer and boolean"
                                + " options",
                        "mug.yaml:14:19: materials[2].definition: a material name must not depend on free text,"
                                + " decimals or files, was '{wall}'; allowed: choice, palette, integer and boolean"
                                + " options",
                        "mug.yaml:15:19: materials[3].definition: must close every { with a }, was 'A-{color'",
                        "mug.yaml:15:41: materials[3].quantity: must be of another type, was text ('color'); allowed: a"
                                + " decimal, a whole number");
    }

    @Test
    void defaultOfATextOptionMustFitTheOption() {
        assertThat(Products.faults(BASE.replace("optional: true", "charset: ascii, default: Zoë") + GLAZE + " }]"))
                .containsExactly("mug.yaml:8:9: options.text.default: must be a value of the option (charset), was with"
                        + " character U+00EB; allowed: text of 1 to 9 characters in ascii");
    }

    @Test
    void digestParameterBelongsToTheGateway() {
        assertThat(Products.faults(BASE + GLAZE + ", parameters: { SpecDigest: color } }]"))
                .containsExactly(
                        "mug.yaml:11:105: operations[0].parameters.SpecDigest: must not be named SpecDigest, which"
                                + " the gateway sends itself, was 'SpecDigest'");
    }

    @Test
    void conditionOfAnOperationGuardsItsParametersAndMaterials() {
        assertThat(Products.faults(BASE
                        + "materials: [{ definition: INK, quantity: size(text), operation: glaze }]\n" + GLAZE
                        + ", when: has(text), parameters: { Text: text } }]"))
                .isEmpty();
    }

    @Test
    void expressionTooDeepToTrustIsRefused() {
        assertThat(Products.faults(
                        BASE + GLAZE + ",\n  parameters: { P: '" + "(".repeat(80) + "1" + ")".repeat(80) + "' } }]"))
                .hasSize(1);
    }
}
