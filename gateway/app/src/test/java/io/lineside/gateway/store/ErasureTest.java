package io.lineside.gateway.store;

import static io.lineside.gateway.store.Orders.job;
import static io.lineside.gateway.store.Orders.now;
import static io.lineside.gateway.store.Orders.to;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.SpecDigest;
import io.lineside.model.WorkMasterId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.Material;
import io.lineside.model.job.ParameterValue;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.PlannedJob;
import io.lineside.model.work.RequestState;
import io.lineside.model.work.WorkItem;
import io.lineside.model.work.WorkRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is personal is overwritten wherever the store has it: no byte of its files says it any more. */
class ErasureTest extends StoreTestBase {
    private static final EquipmentId LINE = new EquipmentId("cut-1");
    private static final int ORDERS = 120;

    @Test
    void noByteOfTheFilesHasWhatWasErasedAndTheOthersAreUntouched() throws Exception {
        // Given orders one after the other, so that pages are split and rows move, with names in words as well
        for (int i = 0; i < ORDERS; i++) {
            accept(i);
        }
        for (int i = 0; i < ORDERS; i++) {
            end(i);
        }
        String before = bytes();
        for (int i = 0; i < ORDERS; i++) {
            assertThat(before).contains(name(i));
        }
        // When every other one is erased
        for (int i = 0; i < ORDERS; i += 2) {
            assertThat(now(store.erase(Orders.TENANT, id(i), "shop-1"))).isInstanceOf(EraseOutcome.Erased.class);
        }
        // Then
        String after = bytes();
        for (int i = 0; i < ORDERS; i++) {
            assertThat(after.contains(name(i))).as(name(i)).isEqualTo(i % 2 != 0);
            assertThat(after.contains(name(i).toUpperCase(Locale.ROOT)))
                    .as("derived from " + name(i))
                    .isEqualTo(i % 2 != 0);
        }
        assertThat(store.audit()).isEmpty();
    }

    @Test
    void orderThatIsErasedIsSoundAndKeepsItsDigestsAndItsStory() throws Exception {
        // Given
        accept(1);
        end(1);
        var before = now(store.find(Orders.TENANT, id(1))).orElseThrow();
        // When
        now(store.erase(Orders.TENANT, id(1), "shop-1"));
        reopen();
        // Then
        var after = now(store.find(Orders.TENANT, id(1))).orElseThrow();
        assertThat(after.erasedAt()).isPresent();
        WorkItem item = after.request().items().get(0);
        assertThat(item.digest()).isEqualTo(before.request().items().get(0).digest());
        assertThat(item.options())
                .containsEntry("text", new ParameterValue.Text("erased"))
                .containsEntry("glaze", new ParameterValue.Text("blue"));
        assertThat(now(store.specification(Orders.TENANT, id(1))).orElseThrow())
                .contains("\"text\":\"erased\"", "\"glaze\":\"blue\"");
        assertThat(now(store.planned(job("o1-cut"))).orElseThrow().parameters())
                .contains(JobParameter.of("Text", new ParameterValue.Text("erased")))
                .contains(JobParameter.of("Passes", new ParameterValue.Whole(2)));
        assertThat(after.jobs().get(0).reason()).isEqualTo("the display shows '[erased]'");
        var events = now(store.events(Orders.TENANT, id(1), 0, 100));
        assertThat(events.get(events.size() - 1).type()).isEqualTo(EventType.ORDER_ERASED);
        assertThat(events).extracting(event -> event.data()).noneMatch(data -> data.contains(name(1)));
        assertThat(store.audit()).isEmpty();
    }

    @Test
    void openOrderIsNotErased() throws Exception {
        // Given
        accept(1);
        // When
        var outcome = now(store.erase(Orders.TENANT, id(1), "shop-1"));
        // Then
        assertThat(outcome).isEqualTo(new EraseOutcome.Open(RequestState.RELEASED));
        assertThat(bytes()).contains(name(1));
    }

    @Test
    void reportsThatCouldNotBeKeptGoToo() throws Exception {
        // Given
        accept(1);
        end(1);
        now(store.keepDead(new DeadReport(LINE, job("o1-cut"), "report with " + name(1), "unreadable " + name(1))));
        // When
        now(store.erase(Orders.TENANT, id(1), "shop-1"));
        // Then
        assertThat(bytes()).doesNotContain(name(1));
    }

    @Test
    void orderOfAnOlderVersionLosesAllItsTexts() throws Exception {
        // Given
        accept(1);
        end(1);
        tamper("update work_item set personal = '*'");
        // When
        now(store.erase(Orders.TENANT, id(1), "shop-1"));
        // Then
        var item = now(store.find(Orders.TENANT, id(1)))
                .orElseThrow()
                .request()
                .items()
                .get(0);
        assertThat(item.options()).containsEntry("glaze", new ParameterValue.Text("erased"));
        assertThat(bytes()).doesNotContain(name(1));
    }

    @Test
    void retentionErasesWhatEndedLongEnoughAgo() throws Exception {
        // Given one that ended long ago, one that ended just now, and one that is open
        accept(1);
        end(1);
        clock.advance(Duration.ofDays(29));
        accept(2);
        end(2);
        accept(3);
        clock.advance(Duration.ofDays(2));
        try (var retention = new Retention(store, () -> Optional.of(Duration.ofDays(30)), clock)) {
            // When
            retention.look();
        }
        // Then
        assertThat(bytes()).doesNotContain(name(1)).contains(name(2), name(3));
        assertThat(now(store.auditLog().page(Long.MAX_VALUE, 10)))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.entry().who()).isEqualTo("retention.personal");
                    assertThat(row.entry().what()).isEqualTo("order-erased");
                });
        assertThat(now(store.erasable(clock.instant(), 10))).hasSize(1);
    }

    private void accept(int i) throws Exception {
        var options = Map.<String, ParameterValue>of(
                "glaze", new ParameterValue.Text("blue"), "text", new ParameterValue.Text(name(i)));
        var item = new WorkItem(
                1, "mug", 3, 4, options, Map.of(), SpecDigest.of("mug" + i), Set.of("text", "cut#Text", "cut#Shout"));
        var request = new WorkRequest(
                id(i), Orders.TENANT, Optional.empty(), List.of(item), 0, Optional.empty(), clock.instant());
        var told = List.of(
                JobParameter.of("Passes", new ParameterValue.Whole(2)),
                JobParameter.of("Text", new ParameterValue.Text(name(i))),
                JobParameter.of("Shout", new ParameterValue.Text(name(i).toUpperCase(Locale.ROOT))));
        var order = JobOrder.of(
                new JobOrderId("o" + i + "-cut"), new WorkMasterId("cut/1"), told, Material.produced("mug", 4));
        String specification = "{\"items\":[{\"product\":\"mug\",\"note\":\"" + "n".repeat(i * 137 % 9_000)
                + "\",\"options\":{\"glaze\":\"blue\",\"text\":\"" + name(i) + "\"}}]}";
        now(store.accept(new Acceptance(
                request,
                specification,
                List.of(new PlannedJob(order, 1, "cut", LINE, Set.of(), true)),
                Optional.empty(),
                SpecDigest.of(specification).hex())));
    }

    private void end(int i) throws Exception {
        now(store.claim(LINE, 1));
        now(store.change(job("o" + i + "-cut"), to(JobPhase.RUNNING, EventType.JOB_RUNNING)));
        now(store.change(
                job("o" + i + "-cut"),
                job -> Optional.of(new JobChange(
                        EventType.JOB_ENDED,
                        JobPhase.ENDED,
                        4,
                        0,
                        "the display shows '" + name(i) + "'",
                        Optional.empty()))));
    }

    private static WorkRequestId id(int i) {
        return new WorkRequestId("o" + i);
    }

    private static String name(int i) {
        return "Person-%04d-Quark".formatted(i);
    }

    /** Every byte of the store's files, as far as it may be text. */
    private String bytes() throws IOException {
        var all = new StringBuilder();
        try (Stream<Path> files = Files.list(file().getParent())) {
            for (Path path : files.filter(Files::isRegularFile).toList()) {
                all.append(new String(Files.readAllBytes(path), UTF_8));
            }
        }
        return all.toString();
    }
}
