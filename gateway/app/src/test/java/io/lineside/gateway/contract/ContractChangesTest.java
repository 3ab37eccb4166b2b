package io.lineside.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.http.contract.Contract;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that a client was promised is taken back. */
class ContractChangesTest {
    private static final Contract NOW = Contract.named(Contract.PLATFORM);

    /** With a release, the released files are replaced by the contracts it has. */
    @ParameterizedTest
    @ValueSource(strings = {Contract.PLATFORM, Contract.MANAGEMENT})
    void contractBreaksNoClientOfTheReleasedOne(String name) throws IOException {
        // Given
        Contract released = released(name);
        // When
        var breaking = ContractChanges.breaking(released, Contract.named(name));
        // Then
        assertThat(breaking).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "  /v1/feasibility:         | /v1/feasible:                  | POST /v1/feasibility: removed",
                "maximum: 10000             | maximum: 9999                  | lower maximum",
                "minimum: 1, maximum: 10000 | minimum: 2, maximum: 10000     | higher minimum",
                "required: [items]          | required: [items, externalId]  | externalId: required now",
                "acceptedAt, quantity, status] | acceptedAt, quantity]       | status: may be absent now",
                "percent: { type: integer   | percent: { type: string        | percent: was [integer], is [string]",
                "priority: { type: integer, minimum: -32768 | rank: { type: integer, minimum: -32768 |"
                        + " priority: removed",
                "name: cursor               | name: page                     | query cursor: removed",
                "application/schema+json    | application/json               | application/schema+json: removed",
                "x21-\\\\x7E]{1,100}        | x21-\\\\x7E]{1,99}             | another pattern"
            })
    void breakingChangeIsNamed(String was, String becomes, String named) {
        // Given
        assertThat(NOW.text()).contains(was);
        Contract changed = Contract.read(NOW.text().replace(was, becomes));
        // When
        var breaking = ContractChanges.breaking(NOW, changed);
        // Then
        assertThat(breaking).anyMatch(change -> change.contains(named));
    }

    @Test
    void additionsBreakNobody() {
        // Given
        String more = NOW.text()
                .replace(
                        "priority: { type: integer, minimum: -32768",
                        "gift: { type: boolean }\n        priority: { type: integer, minimum: -32768")
                .replace("\n        changedAt:", "\n        owner: { type: string }\n        changedAt:");
        assertThat(more).contains("gift:", "owner:");
        // When
        var breaking = ContractChanges.breaking(NOW, Contract.read(more));
        // Then
        assertThat(breaking).isEmpty();
    }

    private static Contract released(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ContractChangesTest.class.getResourceAsStream("released-" + name), name)) {
            return Contract.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
