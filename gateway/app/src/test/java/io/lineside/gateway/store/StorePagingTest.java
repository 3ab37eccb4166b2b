package io.lineside.gateway.store;

import static io.lineside.gateway.store.Orders.TENANT;
import static io.lineside.gateway.store.Orders.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lineside.model.JobOrderId;
import io.lineside.model.TenantId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StorePagingTest extends StoreTestBase {

    @Test
    void pagesAreNewestFirstWithoutGapOrRepeat() throws Exception {
        // Given
        for (int i = 1; i <= 7; i++) {
            now(store.accept(Orders.cutOnly("o" + i)));
        }

        // When
        var sizes = new ArrayList<Integer>();
        var ids = new ArrayList<String>();
        var next = OptionalLong.of(Long.MAX_VALUE);
        while (next.isPresent()) {
            var page = now(store.list(TENANT, next.getAsLong(), 3));
            sizes.add(page.requests().size());
            page.requests().forEach(order -> ids.add(order.id().value()));
            next = page.next();
        }

        // Then
        assertThat(sizes).containsExactly(3, 3, 1);
        assertThat(ids).containsExactly("o7", "o6", "o5", "o4", "o3", "o2", "o1");
    }

    @Test
    void jobsToClearComeFiftyAtATimeAsTheyWerePlanned() throws Exception {
        // Given
        now(store.accept(Orders.manyJobs("o1", 60)));
        for (int i = 60; i >= 1; i--) {
            now(store.change(Orders.job("o1-" + i), Orders.counts(JobPhase.ENDED, EventType.JOB_ENDED, 1, 0)));
        }

        // When
        var first = now(store.toClear(Orders.CUT));

        // Then
        assertThat(first).isEqualTo(jobs(1, 50)).isEqualTo(now(store.toClear(Orders.CUT)));
        for (var id : first) {
            now(store.cleared(id));
        }
        assertThat(now(store.toClear(Orders.CUT))).isEqualTo(jobs(51, 60));
    }

    private static List<JobOrderId> jobs(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(number -> Orders.job("o1-" + number))
                .toList();
    }

    @Test
    void lastFullPageSaysThatThereIsNoMore() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        now(store.accept(Orders.cutOnly("o2")));

        // When
        var page = now(store.list(TENANT, Long.MAX_VALUE, 2));

        // Then
        assertThat(page.next()).isEmpty();
        assertThat(page.requests().get(0).quantity()).isEqualTo(4);
    }

    @Test
    void otherTenantsOrdersAreNotListed() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));

        // When
        var page = now(store.list(new TenantId("other"), Long.MAX_VALUE, 10));

        // Then
        assertThat(page).isEqualTo(new Page(List.of(), OptionalLong.empty()));
    }

    @Test
    void emptyPageIsNotAskedFor() {
        // When
        var page = store.list(TENANT, Long.MAX_VALUE, 0);

        // Then
        assertThatThrownBy(() -> now(page)).hasMessageContaining("at least 1, was 0");
    }
}
