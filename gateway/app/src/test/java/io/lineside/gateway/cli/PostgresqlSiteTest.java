package io.lineside.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.PostgresqlCluster;
import io.lineside.gateway.progress.OrderRules;
import io.lineside.gateway.store.Orders;
import io.lineside.gateway.store.Store;
import io.lineside.gateway.store.StoreSettings;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say of a site whose store is in PostgreSQL. */
@EnabledIfSystemProperty(named = PostgresqlCluster.PROGRAMS, matches = ".+")
class PostgresqlSiteTest {
    private static final JobOrderId HELD = new JobOrderId("o1-cut");

    @TempDir
    private Path site;

    private StoreSettings kept;

    @BeforeEach
    void stoppedWithAHeldJob() throws IOException {
        PostgresqlCluster cluster = PostgresqlCluster.shared();
        String database = cluster.newDatabase();
        Files.writeString(site.resolve("secret"), cluster.password());
        Files.writeString(
                site.resolve("site.yaml"),
                """
                enterprise: acme
                site: north
                management: { port: 1 }
                store: { postgresql: { url: "%s", user: %s, password: "${file:secret}" } }
                """
                        .formatted(cluster.url(database), cluster.user()));
        kept = new StoreSettings(site.resolve("unused"), 0, Optional.empty(), Optional.of(cluster.place(database)));
        try (var store = open()) {
            store.accept(Orders.cutThenGlaze("o1")).toCompletableFuture().join();
            store.change(
                            HELD,
                            job -> Optional.of(
                                    JobChange.to(JobPhase.HELD, EventType.JOB_HELD, job, "it may have been made")))
                    .toCompletableFuture()
                    .join();
        }
    }

    private Store open() {
        return Store.open(kept, new OrderRules(), Clock.systemUTC());
    }

    @Test
    void checkSaysWhereTheStoreIsAndNotThePassword() {
        // When
        String said = Lineside.says(ExitCode.OK, "check", site.toString());

        // Then
        assertThat(said)
                .contains(
                        "store: " + kept.postgresql().orElseThrow().url() + ", which the gateway checks when it starts")
                .doesNotContain(kept.postgresql().orElseThrow().password().orElseThrow());
    }

    @Test
    void storyAndStuckJobsAreToldFromTheDatabase() {
        // When
        String story = Lineside.says(ExitCode.OK, "explain", "--site", site.toString(), "o1");
        String stuck = Lineside.says(ExitCode.OK, "stuck", "--site", site.toString());

        // Then
        assertThat(story).contains("Order o1", "o1-cut: Held at", "because: it may have been made");
        assertThat(stuck).contains("the gateway does not run", "o1-cut  Held at");
    }

    @Test
    void backupNamesTheToolsThatMakeIt() {
        // When
        String said = Lineside.says(
                ExitCode.FAILED,
                "backup",
                site.toString(),
                site.resolve("copy.db").toString());

        // Then
        assertThat(said).contains("is backed up by PostgreSQL's own tools, pg_basebackup with its log or pg_dump");
        assertThat(site.resolve("copy.db")).doesNotExist();
    }

    @Test
    void jobsOfADatabaseThatWasPutBackAreMarked() {
        // When
        String wrong = Lineside.says(ExitCode.USAGE, "restore", site.toString(), "copy.db");
        String said = Lineside.says(ExitCode.OK, "restore", site.toString());

        // Then
        assertThat(wrong).contains("FILE: must be absent for jdbc:postgresql://");
        assertThat(said).contains("2 job(s) were not over");
        try (var store = open()) {
            var claimed = store.claim(new EquipmentId("cut-1"), 10)
                    .toCompletableFuture()
                    .join();
            assertThat(claimed).isEmpty();
        }
    }

    @Test
    void restoreIsRefusedWhileAGatewayHasTheDatabase() {
        // Given
        try (var store = open()) {
            // When
            String said = Lineside.says(ExitCode.FAILED, "restore", site.toString());

            // Then
            assertThat(said).contains("is in use by 'lineside ");
            assertThat(store.health().takesOrders()).isTrue();
        }
    }
}
