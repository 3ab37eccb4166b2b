package io.lineside.gateway.store;

import static io.lineside.gateway.store.Orders.TENANT;
import static io.lineside.gateway.store.Orders.id;
import static io.lineside.gateway.store.Orders.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.store.AcceptOutcome.Accepted;
import io.lineside.gateway.store.AcceptOutcome.KeyReused;
import io.lineside.gateway.store.AcceptOutcome.Replayed;
import io.lineside.model.SpecDigest;
import io.lineside.model.TenantId;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoreKnownTest extends StoreTestBase {

    private static final String BODY = SpecDigest.of("same body").hex();

    @BeforeEach
    void acceptOne() throws Exception {
        now(store.accept(Orders.known(Orders.cutOnly("o1"), Optional.of("ext-1"), Optional.of("key-1"), "same body")));
    }

    @ParameterizedTest(name = "key {0}, external id {1}, {2}: {3}")
    @MethodSource("io.lineside.gateway.store.StoreAcceptTest#secondSubmissions")
    void answerIsTheOneThatAcceptingWouldGive(String key, String externalId, String body, AcceptOutcome expected)
            throws Exception {
        // When
        var known = now(store.known(
                TENANT,
                Optional.ofNullable(key),
                Optional.ofNullable(externalId),
                SpecDigest.of(body).hex()));

        // Then
        assertThat(known).isEqualTo(expected instanceof Accepted ? Optional.empty() : Optional.of(expected));
    }

    @Test
    void otherTenantsKeyAndNumberAreNotKnown() throws Exception {
        // When
        var known = now(store.known(new TenantId("other"), Optional.of("key-1"), Optional.of("ext-1"), BODY));

        // Then
        assertThat(known).isEmpty();
    }

    @Test
    void keyDecidesBeforeTheNumber() throws Exception {
        // Given
        now(store.accept(Orders.known(Orders.cutOnly("o2"), Optional.of("ext-2"), Optional.of("key-2"), "other body")));

        // When
        var known = now(store.known(TENANT, Optional.of("key-2"), Optional.of("ext-1"), BODY));

        // Then
        assertThat(known).contains(new KeyReused(id("o2")));
    }

    @Test
    void askingRemembersNoKey() throws Exception {
        // Given
        var byNumber = now(store.known(TENANT, Optional.of("key-9"), Optional.of("ext-1"), BODY));

        // When
        var byKey = now(store.known(TENANT, Optional.of("key-9"), Optional.empty(), BODY));

        // Then
        assertThat(byNumber).contains(new Replayed(id("o1")));
        assertThat(byKey).isEmpty();
    }

    @Test
    void orderIsKnownAfterReopening() throws Exception {
        // Given
        reopen();

        // When
        var known = now(store.known(TENANT, Optional.of("key-1"), Optional.empty(), BODY));

        // Then
        assertThat(known).contains(new Replayed(id("o1")));
    }
}
