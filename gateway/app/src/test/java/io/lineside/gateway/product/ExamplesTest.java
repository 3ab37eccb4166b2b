package io.lineside.gateway.product;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Examples that do not come true are faults of the product. */
class ExamplesTest {
    private static final String BASE =
            """
            product: mug
            version: 1
            title: { en: Mug }
            options:
              color: { type: choice, values: [white, teal] }
              text: { type: text, maxLength: 9, optional: true }
            rules: [{ id: no-white, require: color != "white", because: { en: White is out } }]
            operations:
              - { id: glaze, workMaster: glaze/2, needs: [glazing], each: PT20S, parameters: { Color: color, Dwell: 11.0 } }
              - { id: print, when: has(text), workMaster: print/1, needs: [printing], each: PT20S, parameters: { T: text } }
            examples:
            """;

    @Test
    void trueExamplesAreNoFaults() {
        assertThat(
                        Products.faults(
                                BASE
                                        + """
                          - { order: { color: teal }, sends: { glaze: { Color: teal, Dwell: 11.0 } } }
                          - { order: { color: teal, text: Ada }, quantity: 3, sends: { print: { T: Ada } } }
                          - { order: { color: white }, refusedBy: no-white }
                          - { order: { color: red }, refusedBy: choice }
                        """))
                .isEmpty();
    }

    @Test
    void otherParametersAreShownBesideTheExpectedOnes() {
        assertThat(Products.faults(
                        BASE + "  - { order: { color: teal }, sends: { glaze: { Color: white, Dwell: 11 } } }"))
                .containsExactly(
                        "mug.yaml:12:5: examples[0].sends.glaze: must send {Color: 'white', Dwell: 11}, was {Color:"
                                + " 'teal', Dwell: 11.0}");
    }

    @Test
    void leftOutOperationIsTold() {
        assertThat(Products.faults(BASE + "  - { order: { color: teal }, sends: { print: { T: Ada } } }"))
                .containsExactly(
                        "mug.yaml:12:5: examples[0].sends.print: must send {T: 'Ada'}, was left out of the plan");
    }

    @Test
    void unexpectedRefusalIsTold() {
        assertThat(Products.faults(BASE + "  - { order: { color: white }, sends: { glaze: { Color: white } } }"))
                .containsExactly("mug.yaml:12:5: examples[0]: must be accepted, was refused by rule:no-white (options:"
                        + " White is out (rule no-white), was color 'white'; allowed: color != \"white\")");
    }

    @Test
    void missingRefusalIsTold() {
        assertThat(Products.faults(BASE
                        + "  - { order: { color: teal }, refusedBy: no-white }\n"
                        + "  - { order: { color: red }, refusedBy: no-white }"))
                .containsExactly(
                        "mug.yaml:12:5: examples[0].refusedBy: must be refused by 'no-white', was accepted",
                        "mug.yaml:13:5: examples[1].refusedBy: must be refused by 'no-white', was choice"
                                + " (options.color: must be one of the allowed values, was 'red'; allowed: white, teal)");
    }
}
