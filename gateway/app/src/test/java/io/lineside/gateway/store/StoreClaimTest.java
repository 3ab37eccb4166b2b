package io.lineside.gateway.store;

import static io.lineside.gateway.store.Orders.CUT;
import static io.lineside.gateway.store.Orders.GLAZE;
import static io.lineside.gateway.store.Orders.TENANT;
import static io.lineside.gateway.store.Orders.id;
import static io.lineside.gateway.store.Orders.job;
import static io.lineside.gateway.store.Orders.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.LedgerEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreClaimTest extends StoreTestBase {

    @Test
    void mostUrgentJobsAreClaimedFirst() throws Exception {
        // Given
        var soon = Optional.of(Instant.parse("2026-03-02T00:00:00Z"));
        var later = Optional.of(Instant.parse("2026-03-09T00:00:00Z"));
        now(store.accept(Orders.cutOnly("plain-1", 0, Optional.empty())));
        now(store.accept(Orders.cutOnly("later", 0, later)));
        now(store.accept(Orders.cutOnly("soon", 0, soon)));
        now(store.accept(Orders.cutOnly("plain-2", 0, Optional.empty())));
        now(store.accept(Orders.cutOnly("urgent", 9, Optional.empty())));

        // When
        var claims = now(store.claim(CUT, 4));

        // Then
        assertThat(claims)
                .extracting(claim -> claim.job().request().value())
                .containsExactly("urgent", "soon", "later", "plain-1");
        assertThat(now(store.queued(CUT))).isEqualTo(1);
    }

    @Test
    void claimMakesTheIntentDurableAndHandsOutTheOrder() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        clock.advance(Duration.ofSeconds(5));

        // When
        var claim = now(store.claim(CUT, 10)).get(0);

        // Then
        assertThat(claim.order()).isEqualTo(Orders.order("o1-cut", 4));
        assertThat(claim.job().phase()).isEqualTo(JobPhase.SENDING);
        assertThat(claim.job().attempt()).isEqualTo(1);
        assertThat(claim.job().sentAt()).contains(clock.instant());
        assertThat(now(store.atLine(CUT))).containsExactly(claim.job());
        assertThat(single("select state from dispatch where job_id = 'o1-cut' and attempt = 1"))
                .isEqualTo("Intent");
        var last = now(store.events(TENANT, id("o1"), 3, 10));
        assertThat(last).extracting(LedgerEvent::type).containsExactly(EventType.JOB_SENDING);
    }

    @Test
    void lineIsGivenAFewJobsAtOnceAndNeverMoreThanItHasRoomFor() throws Exception {
        // Given
        now(store.accept(Orders.manyJobs("o1", 30)));

        // When
        int first = now(store.claimInto(CUT, 11, Optional.empty())).size();
        int second = now(store.claimInto(CUT, 11, Optional.empty())).size();
        int third = now(store.claimInto(CUT, 11, Optional.empty())).size();

        // Then
        assertThat(List.of(first, second, third)).containsExactly(Claim.MOST_AT_ONCE, 11 - Claim.MOST_AT_ONCE, 0);
    }

    @Test
    void jobThatWaitsForAnotherIsNotClaimed() throws Exception {
        // Given
        now(store.accept(Orders.cutThenGlaze("o1")));

        // When
        var claims = now(store.claim(GLAZE, 10));

        // Then
        assertThat(claims).isEmpty();
        assertThat(now(store.queued(GLAZE))).isZero();
    }

    @Test
    void alteredPayloadIsQuarantinedAndTheNextOneGoes() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        now(store.accept(Orders.cutOnly("o2")));
        tamper("update job_order set payload = replace(payload, '2.0', '9.0') where job_id = 'o1-cut'");

        // When
        var claims = now(store.claim(CUT, 1));

        // Then
        assertThat(claims).extracting(claim -> claim.job().id().value()).containsExactly("o2-cut");
        var held = now(store.find(TENANT, id("o1"))).orElseThrow().jobs().get(0);
        assertThat(held.phase()).isEqualTo(JobPhase.QUARANTINED);
        assertThat(held.attempt()).isZero();
        assertThat(held.reason()).contains("does not match the SHA-256");
    }

    @Test
    void jobThatIsRememberedIsSentAsItWasPlannedWhateverBecameOfItsPayload() throws Exception {
        // Given
        var acceptance = Orders.cutOnly("o1");
        now(store.accept(acceptance));
        alterBehindItsBack("update job_order set payload = replace(payload, '2.0', '9.0') where job_id = 'o1-cut'");

        // When
        var claims = now(store.claim(CUT, 1));

        // Then
        assertThat(claims)
                .extracting(Claim::order)
                .containsExactly(acceptance.jobs().get(0).order().at(CUT));
    }

    @Test
    void missingPayloadHoldsTheJob() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        tamper("delete from job_order");

        // When
        var claims = now(store.claim(CUT, 1));

        // Then
        assertThat(claims).isEmpty();
        var held = now(store.find(TENANT, id("o1"))).orElseThrow().jobs().get(0);
        assertThat(held.reason()).contains("payload is missing");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "update work_request set specification = replace(specification, 'mug', 'jug') where id = 'o1'"
                        + "| the specification of its order does not match",
                "update job_order set payload = (select payload from job_order where job_id = 'o2-cut'), payload_sha256 ="
                        + " (select payload_sha256 from job_order where job_id = 'o2-cut') where job_id = 'o1-cut'"
                        + "| its payload is that of job o2-cut",
                "update job set quantity = 5 where id = 'o1-cut'"
                        + "| its quantity 5 is neither the 4 planned nor what its predecessors made",
                "update job set quantity = 3 where id = 'o1-cut'"
                        + "| its quantity 3 is neither the 4 planned nor what its predecessors made"
            })
    void jobThatIsNotWhatWasPlannedIsQuarantinedAndTheNextOneGoes(String damage, String reason) throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        now(store.accept(Orders.cutOnly("o2")));
        tamper(damage);

        // When
        var claims = now(store.claim(CUT, 2));

        // Then
        assertThat(claims).extracting(claim -> claim.job().id().value()).containsExactly("o2-cut");
        var held = now(store.find(TENANT, id("o1"))).orElseThrow().jobs().get(0);
        assertThat(held.phase()).isEqualTo(JobPhase.QUARANTINED);
        assertThat(held.reason()).contains(reason);
    }

    @Test
    void jobThatIsReadyBeforeItsPredecessorIsOverIsQuarantined() throws Exception {
        // Given
        now(store.accept(Orders.cutThenGlaze("o1")));
        tamper("update job set waits_for = 0, stage = 'Ready' where id = 'o1-glaze'");

        // When
        var claims = now(store.claim(GLAZE, 2));

        // Then
        assertThat(claims).isEmpty();
        assertThat(single("select reason from job where id = 'o1-glaze'"))
                .contains("it is ready although a job before it is not over");
    }

    @Test
    void jobThatCanNotEvenBeHeldIsShownAndTheNextOneGoes() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        now(store.accept(Orders.cutOnly("o2")));
        tamper("update work_progress set state = 'Relebsed' where request_id = 'o1'");

        // When
        var claims = now(store.claim(CUT, 1));

        // Then
        assertThat(claims).extracting(claim -> claim.job().id().value()).containsExactly("o2-cut");
        assertThat(store.health().warnings())
                .singleElement()
                .asString()
                .contains("job o1-cut can be neither sent nor held: no order state is called 'Relebsed'");
        now(store.accept(Orders.cutOnly("o3")));
        assertThat(now(store.claim(CUT, 1))).hasSize(1);
    }

    @Test
    void whatTheLineWasToldIsToldAgain() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        var claim = now(store.claim(CUT, 1)).get(0);

        // When
        var instructed = now(store.instructed(claim.job()));

        // Then
        assertThat(instructed).contains(claim.order());
    }

    @Test
    void jobThatHasMovedOnIsNotToldAgain() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        var claim = now(store.claim(CUT, 1)).get(0);
        now(store.change(job("o1-cut"), Orders.to(JobPhase.CANCELLING, EventType.JOB_DECIDED)));

        // When
        var instructed = now(store.instructed(claim.job()));

        // Then
        assertThat(instructed).isEmpty();
    }

    @Test
    void payloadThatWasAlteredAfterItWasSentIsNotToldAgain() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        var claim = now(store.claim(CUT, 1)).get(0);
        tamper("update job_order set payload = replace(payload, '2.0', '9.0') where job_id = 'o1-cut'");

        // When
        var instructed = store.instructed(claim.job()).toCompletableFuture();

        // Then
        assertThatThrownBy(() -> instructed.get(20, TimeUnit.SECONDS))
                .cause()
                .hasMessageContaining("the payload of job o1-cut is missing or was altered");
    }

    @Test
    void noJobIsClaimedTwiceByClaimsAtTheSameTime() throws Exception {
        // Given
        now(store.accept(Orders.manyJobs("big", 200)));

        // When
        var claiming = new ArrayList<CompletableFuture<Void>>();
        var claimed = new ArrayList<String>();
        for (int i = 0; i < 80; i++) {
            claiming.add(CompletableFuture.supplyAsync(() -> store.claim(CUT, 3))
                    .thenCompose(stage -> stage)
                    .thenAccept(claims -> {
                        synchronized (claimed) {
                            claims.forEach(claim -> claimed.add(claim.job().id().value()));
                        }
                    }));
        }
        now(CompletableFuture.allOf(claiming.toArray(CompletableFuture<?>[]::new)));

        // Then
        assertThat(claimed).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void requeuedJobKeepsItsPlaceAndCountsTheAttempt() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        now(store.accept(Orders.cutOnly("o2")));
        now(store.claim(CUT, 1));
        var fold = now(store.change(job("o1-cut"), Orders.to(JobPhase.QUEUED, EventType.JOB_REFUSED_BY_LINE)));

        // When
        var again = now(store.claim(CUT, 1)).get(0);

        // Then
        assertThat(fold.linesWithNewWork()).containsExactly(CUT);
        assertThat(again.job().id()).isEqualTo(job("o1-cut"));
        assertThat(again.job().attempt()).isEqualTo(2);
        assertThat(single("select state from dispatch where attempt = 1")).isEqualTo("Nacked");
        assertThat(single("select state from dispatch where attempt = 2")).isEqualTo("Intent");
    }

    @Test
    void boardHasTheFirstJobsAtALineAndWhyTheFirstOfThoseThatWaitDoes() throws Exception {
        // Given
        for (int i = 1; i <= 9; i++) {
            now(store.accept(Orders.cutOnly("o" + i)));
        }
        now(store.claim(CUT, 7));
        now(store.change(
                job("o7-cut"),
                held -> Optional.of(JobChange.to(JobPhase.HELD, EventType.JOB_HELD, held, "the table is full"))));
        now(store.change(
                job("o6-cut"),
                held -> Optional.of(JobChange.to(JobPhase.HELD, EventType.JOB_HELD, held, "the saw is blunt"))));

        // When
        var work = now(store.board()).get(CUT);

        // Then
        assertThat(work).isNotNull();
        assertThat(work.atLine())
                .extracting(waiting -> waiting.job().id().value())
                .containsExactly("o1-cut", "o2-cut", "o3-cut");
        assertThat(work.ready()).isEqualTo(2);
        assertThat(work.waiting()).isEqualTo(2);
        assertThat(work.reason()).isEqualTo("the saw is blunt");
    }
}
