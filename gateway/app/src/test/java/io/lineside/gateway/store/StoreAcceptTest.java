package io.lineside.gateway.store;

import static io.lineside.gateway.store.Orders.TENANT;
import static io.lineside.gateway.store.Orders.id;
import static io.lineside.gateway.store.Orders.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lineside.gateway.store.AcceptOutcome.Accepted;
import io.lineside.gateway.store.AcceptOutcome.ExternalIdTaken;
import io.lineside.gateway.store.AcceptOutcome.KeyReused;
import io.lineside.gateway.store.AcceptOutcome.Replayed;
import io.lineside.model.TenantId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.LedgerEvent;
import io.lineside.model.work.RequestState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StoreAcceptTest extends StoreTestBase {

    @Test
    void acceptedOrderIsFoundAsItWasGiven() throws Exception {
        // Given
        var acceptance = Orders.cutThenGlaze("o1");

        // When
        var outcome = now(store.accept(acceptance));

        // Then
        assertThat(outcome).isEqualTo(new Accepted(id("o1")));
        var view = now(store.find(TENANT, id("o1"))).orElseThrow();
        assertThat(view.request()).isEqualTo(acceptance.request());
        assertThat(view.state()).isEqualTo(RequestState.RELEASED);
        assertThat(view.revision()).isEqualTo(4);
        assertThat(view.changedAt()).isEqualTo(clock.instant());
        assertThat(view.jobs()).extracting(job -> job.id().value()).containsExactly("o1-cut", "o1-glaze");
        assertThat(view.jobs()).extracting(job -> job.waitsFor()).containsExactly(0, 1);
        assertThat(now(store.specification(TENANT, id("o1")))).contains(Orders.SPECIFICATION);
    }

    @Test
    void acceptanceIsOneGapFreeStoryInTheLedger() throws Exception {
        // Given
        var heard = new ArrayList<LedgerEvent>();
        store.onCommitted(heard::addAll);

        // When
        now(store.accept(Orders.cutThenGlaze("o1")));

        // Then
        var events = now(store.events(TENANT, id("o1"), 0, 100));
        assertThat(events)
                .extracting(LedgerEvent::type)
                .containsExactly(
                        EventType.ORDER_ACCEPTED,
                        EventType.JOB_PLANNED,
                        EventType.JOB_PLANNED,
                        EventType.ORDER_RELEASED);
        assertThat(events).extracting(LedgerEvent::seq).containsExactly(1L, 2L, 3L, 4L);
        assertThat(heard).isEqualTo(events);
        assertThat(now(store.events(TENANT, id("o1"), 2, 1))).isEqualTo(events.subList(2, 3));
    }

    static Stream<Arguments> secondSubmissions() {
        return Stream.of(
                Arguments.of("key-1", "ext-1", "same body", new Replayed(id("o1"))),
                Arguments.of("key-1", "ext-1", "other body", new KeyReused(id("o1"))),
                Arguments.of("key-1", "ext-2", "other body", new KeyReused(id("o1"))),
                Arguments.of("key-2", "ext-1", "same body", new Replayed(id("o1"))),
                Arguments.of("key-2", "ext-1", "other body", new ExternalIdTaken(id("o1"))),
                Arguments.of("key-2", "ext-2", "same body", new Accepted(id("o2"))),
                Arguments.of(null, "ext-1", "same body", new Replayed(id("o1"))),
                Arguments.of(null, "ext-1", "other body", new ExternalIdTaken(id("o1"))),
                Arguments.of(null, null, "same body", new Accepted(id("o2"))));
    }

    @ParameterizedTest(name = "key {0}, external id {1}, {2}: {3}")
    @MethodSource("secondSubmissions")
    void secondSubmissionIsTold(String key, String externalId, String body, AcceptOutcome expected) throws Exception {
        // Given
        now(store.accept(Orders.known(Orders.cutOnly("o1"), Optional.of("ext-1"), Optional.of("key-1"), "same body")));
        var second =
                Orders.known(Orders.cutOnly("o2"), Optional.ofNullable(externalId), Optional.ofNullable(key), body);

        // When
        var outcome = now(store.accept(second));

        // Then
        assertThat(outcome).isEqualTo(expected);
        assertThat(now(store.find(TENANT, id("o2"))).isPresent()).isEqualTo(expected instanceof Accepted);
    }

    @Test
    void keyOfAReplayedOrderIsRememberedToo() throws Exception {
        // Given
        now(store.accept(Orders.known(Orders.cutOnly("o1"), Optional.of("ext-1"), Optional.empty(), "body")));
        now(store.accept(Orders.known(Orders.cutOnly("o2"), Optional.of("ext-1"), Optional.of("key"), "body")));

        // When
        var outcome = now(
                store.accept(Orders.known(Orders.cutOnly("o3"), Optional.of("ext-3"), Optional.of("key"), "other")));

        // Then
        assertThat(outcome).isEqualTo(new KeyReused(id("o1")));
    }

    @Test
    void sameKeyHandedInTwiceAtOnceMakesOneOrder() throws Exception {
        // Given
        var first = Orders.known(Orders.cutOnly("o1"), Optional.empty(), Optional.of("key"), "body");
        var second = Orders.known(Orders.cutOnly("o2"), Optional.empty(), Optional.of("key"), "body");

        // When
        var outcomes = List.of(store.accept(first), store.accept(second));

        // Then
        assertThat(now(outcomes.get(0))).isEqualTo(new Accepted(id("o1")));
        assertThat(now(outcomes.get(1))).isEqualTo(new Replayed(id("o1")));
    }

    @Test
    void otherTenantsOrderIsNotThere() throws Exception {
        // Given
        now(store.accept(Orders.known(Orders.cutOnly("o1"), Optional.of("ext-1"), Optional.empty(), "body")));
        var other = new TenantId("other");

        // When
        var found = now(store.find(other, id("o1")));

        // Then
        assertThat(found).isEmpty();
        assertThat(now(store.findByExternalId(other, "ext-1"))).isEmpty();
        assertThat(now(store.events(other, id("o1"), 0, 10))).isEmpty();
        assertThat(now(store.specification(other, id("o1")))).isEmpty();
        assertThat(now(store.findByExternalId(TENANT, "ext-1"))).isPresent();
    }

    @Test
    void orderOfAThousandJobsIsAcceptedWhole() throws Exception {
        // Given
        var acceptance = Orders.manyJobs("big", 1_000);

        // When
        now(store.accept(acceptance));

        // Then
        var view = now(store.find(TENANT, id("big"))).orElseThrow();
        assertThat(view.jobs()).hasSize(1_000);
        assertThat(view.revision()).isEqualTo(1_002);
        assertThat(now(store.queued(Orders.CUT))).isEqualTo(1_000);
    }

    @Test
    void orderIdIsNeverReused() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));

        // When
        var again = store.accept(Orders.cutOnly("o1"));

        // Then
        assertThatThrownBy(() -> now(again))
                .hasCauseInstanceOf(StoreException.class)
                .hasMessageContaining("order o1");
        assertThat(now(store.find(TENANT, id("o1"))).orElseThrow().revision()).isEqualTo(3);
    }

    @Test
    void alteredSpecificationIsNotGivenOut() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        tamper("update work_request set specification = replace(specification, 'mug', 'jug')");

        // When
        var specification = store.specification(TENANT, id("o1"));

        // Then
        assertThatThrownBy(() -> now(specification)).hasMessageContaining("does not match the SHA-256");
    }

    @Test
    void feedsHearOfACommitWhenAllOthersHaveHeardOfIt() throws Exception {
        // Given
        var order = new ArrayList<String>();
        store.onFed(commit -> order.add(commit.before() + " to " + commit.reached()));
        store.onCommitted(events -> order.add("first"));
        store.onFed(commit -> order.add("feed"));
        store.onCommitted(events -> order.add("second"));

        // When
        now(store.accept(Orders.cutOnly("o1")));

        // Then
        assertThat(order).containsExactly("first", "second", "0 to 3", "feed");
    }

    @Test
    void failingListenerHurtsNobodyElse() throws Exception {
        // Given
        var heard = new ArrayList<LedgerEvent>();
        store.onCommitted(events -> {
            throw new AssertionError("a listener's bug");
        });
        store.onFed(commit -> {
            throw new AssertionError("a feed's bug");
        });
        store.onCommitted(heard::addAll);
        store.onFed(commit -> heard.addAll(commit.events()));

        // When
        var outcome = now(store.accept(Orders.cutOnly("o1")));

        // Then
        assertThat(outcome).isEqualTo(new Accepted(id("o1")));
        assertThat(heard).hasSize(6);
    }

    @Test
    void jobThatWaitsForAStrangerIsRefused() {
        // Given
        var alone = List.of(Orders.glaze("o1", 4));

        // When
        assertThatThrownBy(() -> Orders.of(Orders.request("o1", 0, Optional.empty()), alone))
                // Then
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("job o1-glaze may wait only for other jobs of the order, was [o1-cut]");
    }
}
