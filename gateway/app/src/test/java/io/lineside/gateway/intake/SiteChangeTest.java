package io.lineside.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.config.Site;
import io.lineside.config.SiteLoader;
import io.lineside.config.SiteResult;
import io.lineside.gateway.Bench;
import io.lineside.gateway.line.LineRegistry;
import io.lineside.gateway.plan.OrderIds;
import io.lineside.gateway.product.Catalog;
import io.lineside.gateway.progress.OrderRules;
import io.lineside.gateway.site.CurrentSite;
import io.lineside.gateway.site.Edition;
import io.lineside.gateway.site.SiteCheck;
import io.lineside.gateway.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site changes while an order is between its check and the store. */
class SiteChangeTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Site SITE =
            ((SiteResult.Loaded) SiteLoader.load(Path.of("../../config/sites/demo"), LineRegistry.providers())).site();
    private static final IntakeCall ORDER = new IntakeCall(
            Bench.TENANT,
            Optional.empty(),
            "{\"items\":[{\"product\":\"mug\",\"quantity\":1,\"options\":{\"color\":\"teal\"}}]}");

    private final OrderIds ids = new OrderIds(CLOCK);
    private final CurrentSite site = new CurrentSite(edition(Bench.products()));
    private Store store;
    private Intake intake;

    @BeforeEach
    void openStore(@TempDir Path folder) {
        store = Store.open(folder.resolve("orders.db"), new OrderRules(), CLOCK);
        intake = new Intake(site, store, lines -> {});
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void orderThatIsUnderWayWhenItsProductGoesIsRefusedAsIfItHadComeLater() {
        // Given
        Intake.PlannedSubmission planned = planned();
        // When
        site.become(edition(Bench.nothing()));
        // Then
        IntakeResult result = now(intake.keep(planned));
        assertThat(result).isInstanceOf(IntakeResult.Refused.class);
        assertThat(((IntakeResult.Refused) result).causes()).singleElement().satisfies(cause -> assertThat(cause.rule())
                .isEqualTo("unknown-product"));
        assertThat(now(store.list(Bench.TENANT, Long.MAX_VALUE, 10)).requests()).isEmpty();
    }

    @Test
    void orderThatIsUnderWayIsPlannedAnewByTheNewSite() {
        // Given
        Intake.PlannedSubmission planned = planned();
        // When
        site.become(edition(Bench.products()));
        // Then
        assertThat(now(intake.keep(planned))).isInstanceOf(IntakeResult.Accepted.class);
        assertThat(now(store.list(Bench.TENANT, Long.MAX_VALUE, 10)).requests()).hasSize(1);
    }

    private Intake.PlannedSubmission planned() {
        return ((Intake.Checked) intake.check((Intake.Received) intake.read(ORDER))).planned();
    }

    private Edition edition(Catalog catalog) {
        return new SiteCheck.Ready(SITE, catalog).edition(ids, CLOCK);
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
