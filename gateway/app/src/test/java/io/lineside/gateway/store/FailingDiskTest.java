package io.lineside.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lineside.gateway.FaultTable;
import io.lineside.gateway.Platform;
import io.lineside.gateway.Verdict;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A disk that refuses to sync, played by strace, which lets the system call fail. */
@EnabledIfSystemProperty(named = FailingDiskTest.STRACE, matches = ".+")
class FailingDiskTest {
    static final String STRACE = "lineside.test.strace";
    private static final int SYNCS_THAT_WORK = 40;

    @Test
    void failedSyncStopsTheGatewayAndTheNextStartHasEveryAcknowledgedOrder(@TempDir Path folder) throws Exception {
        // Given
        Path site = LoneGateway.site(folder.resolve("site"), "{ file: data/lineside.db }");
        List<String> acknowledged = new ArrayList<>();
        String[] failing = {
            System.getProperty(STRACE),
            "-f",
            "-o",
            folder.resolve("trace").toString(),
            "-e",
            "trace=fsync,fdatasync",
            "-e",
            "inject=fsync,fdatasync:error=EIO:when=" + (SYNCS_THAT_WORK + 1) + "+"
        };

        // When
        try (var gateway = LoneGateway.start(site, failing)) {
            Platform platform = gateway.platform();
            assertThatThrownBy(() -> {
                        while (acknowledged.size() <= SYNCS_THAT_WORK) {
                            acknowledged.add(platform.accepted(order()));
                        }
                    })
                    .isInstanceOf(UncheckedIOException.class);

            // Then
            assertThat(gateway.exitCode()).isEqualTo(74);
            assertThat(gateway.output())
                    .contains("the disk failed to make written data durable ([SQLITE_IOERR_FSYNC]")
                    .contains("only a new start tells what is really there");
        }
        assertThat(acknowledged).hasSizeGreaterThan(SYNCS_THAT_WORK / 2);
        long began = System.nanoTime();
        try (var gateway = LoneGateway.start(site)) {
            Platform platform = gateway.platform();
            Duration recovery = Duration.ofNanos(System.nanoTime() - began);
            List<String> lost = acknowledged.stream()
                    .filter(id -> !platform.state(id).equals("Released"))
                    .toList();
            FaultTable.add(
                    "F13",
                    "disk that fails to sync",
                    Verdict.of(1, acknowledged.size(), lost.size()).recoveredIn(recovery),
                    "-");
            assertThat(lost).isEmpty();
            assertThat(platform.accepted(order())).isNotIn(acknowledged);
        }
    }

    static String order() {
        return """
                {"items":[{"product":"mug","quantity":1,"options":{"color":"teal","text":"Ada"},"packaging":{"type":"gift"}}]}""";
    }
}
