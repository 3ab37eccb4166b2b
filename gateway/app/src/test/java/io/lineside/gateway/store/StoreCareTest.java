package io.lineside.gateway.store;

import static io.lineside.gateway.store.Orders.TENANT;
import static io.lineside.gateway.store.Orders.id;
import static io.lineside.gateway.store.Orders.now;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCareTest extends StoreTestBase {

    @TempDir
    private Path backups;

    private @Nullable StoreCare started;

    private StoreCare scheduled(Path folder) {
        var plan = new StoreSettings.Backups(folder, Duration.ofHours(6), 2);
        var care = new StoreCare(store, new StoreSettings(file(), 0, Optional.of(plan)), clock);
        started = care;
        return care;
    }

    @AfterEach
    void stop() {
        if (started != null) {
            started.close();
        }
    }

    private List<Path> made() throws IOException {
        try (Stream<Path> files = Files.list(backups)) {
            return files.sorted().toList();
        }
    }

    @Test
    void backupIsMadeWhenDueAndTheNewestAreKept() throws Exception {
        // Given
        var care = scheduled(backups);
        now(store.accept(Orders.cutOnly("o1")));
        var stranger = Files.createFile(backups.resolve("notes.txt"));

        // When: five hours and six, again and again
        for (int i = 0; i < 4; i++) {
            care.look();
            clock.advance(Duration.ofHours(5));
            care.look();
            clock.advance(Duration.ofHours(1));
        }

        // Then
        var made = made();
        assertThat(made).hasSize(3).contains(stranger);
        assertThat(store.health().lastBackup()).contains(clock.instant().minus(Duration.ofHours(6)));
        assertThat(store.health().warnings()).isEmpty();
        var newest = made.stream().filter(file -> !file.equals(stranger)).reduce((one, next) -> next);
        try (var copy = Store.open(newest.orElseThrow(), rules(), clock)) {
            assertThat(now(copy.find(TENANT, id("o1")))).isPresent();
        }
    }

    @Test
    void newGatewayGoesOnWithTheScheduleOfTheOneBefore() throws Exception {
        // Given
        var care = scheduled(backups);
        care.look();
        clock.advance(Duration.ofHours(5));

        // When
        var next = scheduled(backups);
        next.look();

        // Then
        assertThat(made()).hasSize(1);
    }

    @Test
    void backupThatCanNotBeMadeIsShownUntilOneCan() throws Exception {
        // Given
        var missing = backups.resolve("not-mounted");
        var care = scheduled(missing);

        // When
        care.look();

        // Then
        assertThat(store.health().warnings()).singleElement().asString().contains("not-mounted");
        Files.createDirectory(missing);
        clock.advance(Duration.ofHours(1));
        care.look();
        assertThat(store.health().warnings()).isEmpty();
    }

    @Test
    void dailyCheckFindsWhatTheStartDoesNot() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        tamper("update work_request set specification = replace(specification, 'mug', 'jug')");
        var care = new StoreCare(store, new StoreSettings(file(), 0, Optional.empty()), clock);
        started = care;
        care.look();
        assertThat(store.health().warnings()).isEmpty();

        // When
        clock.advance(Duration.ofHours(24));
        care.look();

        // Then
        assertThat(store.health().warnings())
                .containsExactly("the specification of order o1 does not match the SHA-256 kept with it");
    }
}
