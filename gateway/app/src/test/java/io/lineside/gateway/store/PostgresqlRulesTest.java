package io.lineside.gateway.store;

import static io.lineside.gateway.store.Orders.CUT;
import static io.lineside.gateway.store.Orders.TENANT;
import static io.lineside.gateway.store.Orders.id;
import static io.lineside.gateway.store.Orders.job;
import static io.lineside.gateway.store.Orders.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lineside.gateway.PostgresqlCluster;
import io.lineside.model.EquipmentId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a PostgreSQL server has to be like, and who may have it. */
@EnabledIfSystemProperty(named = PostgresqlCluster.PROGRAMS, matches = ".+")
class PostgresqlRulesTest {
    private PostgresqlHome home;

    @BeforeEach
    void makeDatabase() {
        home = PostgresqlHome.fresh();
    }

    private static Store open(PostgresqlPlace place) {
        var settings = new StoreSettings(Path.of("unused"), 0, Optional.empty(), Optional.of(place));
        return Store.open(settings, new PlainRules(), Clock.systemUTC());
    }

    private static Store read(PostgresqlPlace place) {
        var settings = new StoreSettings(Path.of("unused"), 0, Optional.empty(), Optional.of(place));
        return Store.openToRead(settings, new PlainRules());
    }

    @Test
    void secondGatewayIsToldWhoHasIt() throws Exception {
        // Given
        try (var store = open(home.place())) {
            // When
            assertThatThrownBy(() -> open(home.place()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("is in use by 'lineside ")
                    .hasMessageContaining(" pid " + ProcessHandle.current().pid() + " test' from 127.0.0.1")
                    .hasMessageContaining("stop that gateway first");

            // Then
            assertThat(now(store.accept(Orders.cutOnly("o1"))).id()).isEqualTo(id("o1"));
        }
        open(home.place()).close();
    }

    @Test
    void storesInTwoSchemasAreTwoStores() throws Exception {
        // Given
        home.cluster().execute(home.database(), "create schema north");
        var place = home.place();
        var north = new PostgresqlPlace(place.url() + "?currentSchema=north", place.user(), place.password(), "north");
        try (var one = open(place);
                var other = open(north)) {
            // When
            now(one.accept(Orders.cutOnly("o1")));

            // Then
            assertThat(now(one.find(TENANT, id("o1")))).isPresent();
            assertThat(now(other.find(TENANT, id("o1")))).isEmpty();
        }
    }

    @Test
    void storeIsReadBesideItsGateway() throws Exception {
        // Given
        try (var store = open(home.place())) {
            now(store.accept(Orders.cutOnly("o1")));

            // When
            try (var reading = read(home.place())) {
                // Then
                assertThat(now(reading.find(TENANT, id("o1")))).isPresent();
                assertThatThrownBy(() -> now(reading.accept(Orders.cutOnly("o2"))))
                        .hasMessageContaining("was opened only to be read");
            }
        }
    }

    @Test
    void storeThatIsNotThereIsNotMadeByReading() {
        assertThatThrownBy(() -> read(home.place()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("start the gateway once");
    }

    @Test
    void databaseOfAnotherProgramIsLeftAlone() {
        // Given
        home.cluster().execute(home.database(), "create table theirs (id int)");

        // When
        assertThatThrownBy(() -> open(home.place()))
                // Then
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("its tables cannot be brought up to date");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "alter database DB set synchronous_commit = off|synchronous_commit must not be off",
                "alter database DB set search_path = nowhere|search_path must begin with a schema that exists"
            })
    void serverThatWouldNotKeepItsWordIsRefused(String statement, String rule) {
        // Given
        home.cluster().execute("postgres", statement.replace("DB", home.database()));

        // When
        assertThatThrownBy(() -> open(home.place()))
                // Then
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(rule);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "encoding 'UTF8' locale 'C.UTF-8'|collation must be C, was C.UTF-8; create it with: create database",
                "encoding 'LATIN1' locale 'C'|encoding must be UTF8, was LATIN1"
            })
    void databaseThatIsNotMadeForAStoreIsRefused(String kind, String rule) {
        // Given
        var name = home.database() + "_odd";
        home.cluster().execute("postgres", "create database " + name + " " + kind + " template template0");

        // When
        assertThatThrownBy(() -> open(home.cluster().place(name)))
                // Then
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(rule);
    }

    @Test
    void wrongPasswordIsNamedAndNotShown() {
        // Given
        var place = new PostgresqlPlace(home.place().url(), home.place().user(), Optional.of("hush-hush"), "test");

        // When
        assertThatThrownBy(() -> open(place))
                // Then
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("password authentication failed")
                .hasMessageContaining(home.place().url())
                .hasMessageNotContaining("hush-hush");
        assertThat(place.toString()).doesNotContain("hush-hush");
    }

    @Test
    void everyTextThatALineMaySendIsKept() throws Exception {
        // Given
        var report = "nul \0, half a pair \uD83D, and \uD83D\uDE00 \u00E4";
        try (var store = open(home.place())) {
            // When
            now(store.keepDead(new DeadReport(new EquipmentId("cut-1"), job("o1-cut"), report, "no sense")));

            // Then
            assertThat(now(store.deadReports(Optional.empty(), 10))
                            .get(0)
                            .report()
                            .report())
                    .isEqualTo("nul \uFFFD, half a pair ?, and \uD83D\uDE00 \u00E4");
        }
    }

    @Test
    void alteredPayloadIsFoundByTheDailyCheck() throws Exception {
        // Given
        try (var store = open(home.place())) {
            now(store.accept(Orders.cutOnly("o1")));
            assertThat(store.audit()).isEmpty();
            home.cluster().execute(home.database(), "update job_order set payload = replace(payload, 'o1', 'o2')");

            // When
            List<String> found = store.audit();

            // Then
            assertThat(found).containsExactly("the payload of job o1-cut does not match the SHA-256 kept with it");
        }
        try (var store = open(home.place())) {
            assertThat(now(store.claim(CUT, 1))).isEmpty();
        }
    }
}
