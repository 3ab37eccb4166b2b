package io.lineside.gateway.store;

import static io.lineside.gateway.store.Orders.TENANT;
import static io.lineside.gateway.store.Orders.id;
import static io.lineside.gateway.store.Orders.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.model.work.LedgerEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCrashTest {

    private static final int ORDERS_BEFORE_THE_KILL = 300;

    @Test
    void killedProcessKeptEveryOrderItAcknowledged(@TempDir Path folder) throws Exception {
        // Given
        var file = folder.resolve("orders.db");
        var acknowledged = new ArrayList<String>();
        try (var other = OtherProcess.accepting(file)) {
            for (int i = 0; i < ORDERS_BEFORE_THE_KILL; i++) {
                acknowledged.add(other.nextLine());
            }

            // When
            acknowledged.addAll(other.kill());
        }

        // Then: a line without its full stop was torn by the kill
        acknowledged.removeIf(line -> !line.endsWith("."));
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ORDERS_BEFORE_THE_KILL);
        try (var store = Store.open(file, new PlainRules(), Clock.systemUTC())) {
            for (var line : acknowledged) {
                var order = id(line.substring(0, line.length() - 1));
                var view = now(store.find(TENANT, order));
                assertThat(view).as("order " + order).isPresent();
                assertThat(view.orElseThrow().jobs()).hasSize(2);
                assertThat(now(store.events(TENANT, order, 0, 10)))
                        .extracting(LedgerEvent::seq)
                        .isEqualTo(List.of(1L, 2L, 3L, 4L));
            }
        }
    }
}
