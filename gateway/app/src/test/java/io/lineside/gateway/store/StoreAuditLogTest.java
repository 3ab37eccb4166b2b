package io.lineside.gateway.store;

import static io.lineside.gateway.store.Orders.TENANT;
import static io.lineside.gateway.store.Orders.id;
import static io.lineside.gateway.store.Orders.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.model.JobOrderId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit: each entry bound to the one before. */
class StoreAuditLogTest extends StoreTestBase {
    @Test
    void entriesAreNumberedFromOneAndEachFollowsTheOneBefore() throws Exception {
        // Given
        AuditRow first = now(store.auditLog().append(entry("gateway-started")));
        // When
        AuditRow second = now(store.auditLog().append(entry("site-reloaded")));
        reopen();
        AuditRow third = now(store.auditLog().append(entry("gateway-stopped")));
        // Then
        assertThat(first.number()).isEqualTo(1);
        assertThat(first.previousHash()).isEqualTo(AuditRow.BEGINNING);
        assertThat(second.previousHash()).isEqualTo(first.hash());
        assertThat(third.previousHash()).isEqualTo(second.hash());
        assertThat(now(store.auditLog().page(Long.MAX_VALUE, 2))).containsExactly(third, second);
        assertThat(now(store.auditLog().page(2, 10))).containsExactly(first);
        assertThat(now(store.auditLog().verify())).isEqualTo(new AuditCheck(3, Optional.of(third), Optional.empty()));
    }

    @Test
    void emptyAuditHoldsNothingWrong() throws Exception {
        assertThat(now(store.auditLog().verify())).isEqualTo(new AuditCheck(0, Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit set who = 'nobody' where number = 3           | entry 3: its hash must fit its content",
                "update audit set detail = '{}' where number = 1            | entry 1: its hash must fit its content",
                "update audit set at = at + 1 where number = 2              | entry 2: its hash must fit its content",
                "delete from audit where number = 3                         | entry 3: must be there, was taken out",
                "delete from audit where number = 1                         | entry 1: must be there, was taken out",
                "update audit set hash = previous_hash where number = 4     | entry 4: its hash must fit its content"
            })
    void whatIsChangedBehindItsBackIsFound(String row) throws Exception {
        // Given
        for (int i = 0; i < 5; i++) {
            now(store.auditLog().append(entry("site-reloaded")));
        }
        // When
        tamper(row.split("\\|", -1)[0]);
        // Then
        assertThat(now(store.auditLog().verify()).fault().orElse("")).startsWith(row.split("\\|", -1)[1].strip());
    }

    @Test
    void entryThatWasMadeUpWithItsOwnHashDoesNotFollowTheOneBefore() throws Exception {
        // Given
        for (int i = 0; i < 3; i++) {
            now(store.auditLog().append(entry("site-reloaded")));
        }
        AuditRow second = now(store.auditLog().page(3, 1)).get(0);
        AuditRow forged = AuditRow.after(
                1, second.previousHash(), second.at(), AuditEntry.of("nobody", "site-reloaded", "site", Map.of()));
        // When
        tamper("update audit set who = 'nobody', detail = '{}', hash = '" + forged.hash() + "' where number = 2");
        // Then
        assertThat(now(store.auditLog().verify()).fault())
                .contains("entry 3: must follow the entry before, and follows another one");
    }

    @Test
    void decisionIsAuditedWithItsChangeOrNotAtAll() throws Exception {
        // Given
        now(store.accept(Orders.cutThenGlaze("o1")));
        JobOrderId job =
                now(store.find(TENANT, id("o1"))).orElseThrow().jobs().get(0).id();
        // When
        now(store.settle(job, (tracked, sent) -> Optional.empty(), entry("refused")));
        assertThat(failure(() -> now(store.settle(
                        job,
                        (tracked, sent) -> {
                            throw new IllegalStateException("a decision that fails");
                        },
                        entry("failed")))))
                .isNotNull();
        now(store.settle(
                job,
                (tracked, sent) -> Optional.of(
                        JobChange.to(JobPhase.CANCELLED, EventType.JOB_DECIDED, tracked, "it shall not be made")),
                entry("decided")));
        // Then
        assertThat(now(store.auditLog().page(Long.MAX_VALUE, 10)))
                .extracting(row -> row.entry().what())
                .containsExactly("decided");
    }

    @Test
    void detailsAndNamesAreKeptAsTheyAreWithinLimits() throws Exception {
        // Given
        AuditEntry odd = AuditEntry.of(
                "x".repeat(500),
                "job-decided",
                "a\u0000b\n\"",
                Map.of("why", "line\nbreak \u0001 你好", "list", List.of(1)));
        // When
        now(store.auditLog().append(odd));
        // Then
        AuditRow kept = now(store.auditLog().page(Long.MAX_VALUE, 1)).get(0);
        assertThat(kept.entry().who()).hasSize(200);
        assertThat(kept.entry().detail()).contains("你好").contains("\\n").contains("\"list\":[1]");
        assertThat(now(store.auditLog().verify()).fault()).isEmpty();
    }

    private static Optional<Throwable> failure(Callable<?> call) {
        try {
            call.call();
            return Optional.empty();
        } catch (Exception e) {
            return Optional.of(e);
        }
    }

    private static AuditEntry entry(String what) {
        return AuditEntry.of("anna", what, "site", Map.of("changes", List.of("line cnc-1 is new")));
    }
}
