package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One thing that is stuck never stops another. */
class IsolationTest extends SiteTestBase {
    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        run(RunningSite.start(folder, Duration.ofMillis(15)));
        awaitReady();
    }

    private void awaitOperation(String id, String operation, String states) {
        await().atMost(PATIENCE)
                .until(() -> operation(id, 0, operation).path("state").asText().matches(states));
    }

    @Test
    void lineThatHangsKeepsNeitherTheOtherLineNorOrdersNorReadersWaiting() {
        // Given
        site.line("pack-1").holdAnswers(true);
        String first = platform.accepted(order(item(1, "teal", "Ada", "gift")));
        awaitOperation(first, "pack", "(?!Queued).*");

        // When
        String[] others = new String[10];
        for (int i = 0; i < others.length; i++) {
            others[i] = platform.accepted(order(item(1, "white", "No " + i, "gift")));
        }

        // Then: the line still answers nothing
        for (String other : others) {
            awaitOperation(other, "glaze", "Ended");
        }
        site.line("pack-1").holdAnswers(false);
        awaitState(others[9], "Completed");
        awaitState(first, "Completed");
    }

    @Test
    void poisonedOrderIsHeldWithTheReasonAndTheOthersAreMade() throws SQLException {
        // Given
        site.line("glaze-1").stop();
        String poisoned = platform.accepted(order(item(1, "teal", "Ada", "gift")));
        String good = platform.accepted(order(item(1, "white", "Bob", "gift")));
        site.stopGateway();
        poison(poisoned);
        site.restartGateway();

        // When
        site.line("glaze-1").start();

        // Then
        awaitState(good, "Completed");
        awaitOperation(poisoned, "glaze", "Quarantined");
        assertThat(operation(poisoned, 0, "glaze").path("reason").asText()).contains("its payload can not be read");
    }

    /** A payload that nobody can read, kept in good order. */
    private void poison(String order) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/lineside.db"));
                var sql = connection.prepareStatement("update job_order set payload = 'x', payload_sha256 ="
                        + " '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881'"
                        + " where job_id in (select id from job where request_id = ? and operation = 'glaze')")) {
            sql.setString(1, order);
            assertThat(sql.executeUpdate()).isEqualTo(1);
        }
    }
}
