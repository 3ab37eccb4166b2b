package io.lineside.gateway.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lineside.gateway.contract.ContractCheck.Exchange;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check that every test's requests and answers go through finds what is not in the contract. */
class ContractCheckTest {
    private static final String PAGE = "{'orders':[{'id':'o','state':'Held','quantity':1,'revision':3,"
            + "'acceptedAt':'2026-01-01T00:00:00Z','changedAt':'2026-01-01T00:00:00Z','status':'/v1/orders/o'}]}";

    @Test
    void answerThatTheContractNamesPasses() {
        assertThatCode(() -> ContractCheck.check(list("", 200, "application/json", PAGE)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "          | 200 | application/json | 'revision':3   | 'revision':'3'     | revision",
                "          | 200 | application/json | 'revision':3   | 'rev':3            | rev",
                "          | 200 | application/json | 'quantity':1   | 'quantity':1,'x':1 | x",
                "          | 200 | application/json | Held           | Waiting            | state",
                "          | 202 | application/json | Held           | Held               | status",
                "          | 200 | text/plain       | Held           | Held               | type",
                "          | 409 | application/json | Held           | Held               | problem+json",
                "?size=5   | 200 | application/json | Held           | Held               | size",
                "?limit=0  | 200 | application/json | Held           | Held               | limit"
            })
    void answerThatTheContractDoesNotNameIsFound(
            String query, int status, String type, String was, String becomes, String named) {
        // Given
        Exchange exchange = list(query == null ? "" : query, status, type, PAGE.replace(was, becomes));
        // When
        // Then
        assertThatThrownBy(() -> ContractCheck.check(exchange))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(named);
    }

    @Test
    void requestThatIsTakenAgainstTheContractIsFound() {
        // Given
        var exchange = new Exchange(
                "POST",
                URI.create("http://gateway/v1/orders"),
                Optional.of("{\"items\":[{\"product\":\"mug\",\"quantity\":1}],\"gift\":true}"),
                201,
                Optional.of("application/json"),
                "{\"id\":\"o\",\"acceptedAt\":\"2026-01-01T00:00:00Z\",\"quantity\":1,\"status\":\"/v1/orders/o\"}");
        // When
        // Then
        assertThatThrownBy(() -> ContractCheck.check(exchange))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("gift");
    }

    private static Exchange list(String query, int status, String type, String body) {
        return new Exchange(
                "GET",
                URI.create("http://gateway/v1/orders" + query),
                Optional.empty(),
                status,
                Optional.of(type),
                body.replace('\'', '"'));
    }
}
