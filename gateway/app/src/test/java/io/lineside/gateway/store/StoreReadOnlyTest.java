package io.lineside.gateway.store;

import static io.lineside.gateway.store.Orders.TENANT;
import static io.lineside.gateway.store.Orders.id;
import static io.lineside.gateway.store.Orders.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that is opened only to be read is left as it is, and shows all that was committed. */
class StoreReadOnlyTest {
    private static final int ORDERS_BEFORE_THE_KILL = 40;

    @TempDir
    private Path folder;

    @Test
    void killedGatewaysLogIsReadAndLeftAsItIs() throws Exception {
        // Given a log that nobody has carried over into the file
        var file = folder.resolve("orders.db");
        var acknowledged = new ArrayList<String>();
        try (var other = OtherProcess.accepting(file)) {
            for (int i = 0; i < ORDERS_BEFORE_THE_KILL; i++) {
                acknowledged.add(other.nextLine().replace(".", ""));
            }
            other.kill();
        }
        var log = folder.resolve("orders.db-wal");
        assertThat(log).isNotEmptyFile();
        byte[] before = Files.readAllBytes(file);
        byte[] logBefore = Files.readAllBytes(log);
        // When
        try (var store = Store.openToRead(file, new PlainRules())) {
            // Then
            for (var order : acknowledged) {
                assertThat(now(store.find(TENANT, id(order)))).as(order).isPresent();
            }
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(Files.readAllBytes(log)).isEqualTo(logBefore);
        try (var store = Store.open(file, new PlainRules(), Clock.systemUTC())) {
            assertThat(now(store.find(TENANT, id(acknowledged.get(ORDERS_BEFORE_THE_KILL - 1)))))
                    .isPresent();
        }
    }

    @Test
    void runningGatewayGoesOnWhileItsStoreIsRead() throws Exception {
        // Given
        var file = folder.resolve("orders.db");
        try (var gateway = Store.open(file, new PlainRules(), Clock.systemUTC());
                var reading = Store.openToRead(file, new PlainRules())) {
            assertThat(now(reading.find(TENANT, id("o1")))).isEmpty();
            // When
            now(gateway.accept(Orders.cutThenGlaze("o1")));
            // Then
            assertThat(now(reading.find(TENANT, id("o1")))).isPresent();
        }
    }

    @Test
    void stoppedGatewaysStoreIsReadAndNotChanged() throws Exception {
        // Given
        var file = folder.resolve("orders.db");
        try (var gateway = Store.open(file, new PlainRules(), Clock.systemUTC())) {
            now(gateway.accept(Orders.cutThenGlaze("o1")));
        }
        byte[] before = Files.readAllBytes(file);
        // When
        try (var store = Store.openToRead(file, new PlainRules())) {
            // Then
            assertThat(now(store.find(TENANT, id("o1")))).isPresent();
            assertThatThrownBy(() -> now(store.accept(Orders.cutThenGlaze("o2"))))
                    .hasMessageContaining("opened only to be read");
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void storeThatIsNotThereIsNotMade() throws IOException {
        // Given
        var file = folder.resolve("orders.db");
        // Then
        assertThatThrownBy(() -> Store.openToRead(file, new PlainRules()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("there is none");
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void storeOfAnEarlierVersionIsNotBroughtUpToDateByReading() throws Exception {
        // Given
        var file = OldStoreTest.store(4, folder);
        byte[] before = Files.readAllBytes(file);
        // Then
        assertThatThrownBy(() -> Store.openToRead(file, new PlainRules()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("was written by an older Lineside");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }
}
