package io.lineside.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.FaultTable;
import io.lineside.gateway.Platform;
import io.lineside.gateway.Verdict;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Power loss, as far as it can be proved without cutting power: no promise leaves before the disk has said "kept". */
@EnabledIfSystemProperty(named = FailingDiskTest.STRACE, matches = ".+")
class SyncAuditTest {
    private static final Logger LOGGER = LoggerFactory.getLogger(SyncAuditTest.class);
    private static final String STRACE = System.getProperty(FailingDiskTest.STRACE, "");
    private static final Pattern CREATED = Pattern.compile("(write|writev|sendto|sendmsg)\\(.*HTTP/1\\.1 201");
    private static final Pattern PRINTED = Pattern.compile("write\\(1<[^>]*>, \"o\\d+\\.");
    private static final int ORDERS = 200;

    @TempDir
    private Path folder;

    @Test
    void no201LeavesBeforeItsOrderIsSynced() throws Exception {
        // Given
        Path site = LoneGateway.site(folder.resolve("site"), "{ file: data/lineside.db }");
        Path trace = folder.resolve("trace");

        // When
        try (var gateway = LoneGateway.start(site, SyncAudit.command(STRACE, trace))) {
            Platform platform = gateway.platform();
            for (int i = 0; i < ORDERS; i++) {
                platform.accepted(FailingDiskTest.order());
            }
        }

        // Then
        var audit = SyncAudit.of(trace, CREATED);
        LOGGER.warn("over HTTP: {}", audit);
        FaultTable.add("F2", "power cut at any answer, over HTTP", verdict(audit), "-");
        assertThat(audit.answers()).isEqualTo(ORDERS);
        assertThat(audit.emptyPromises()).isZero();
        assertThat(audit.syncs()).isGreaterThanOrEqualTo(ORDERS);
    }

    @Test
    void noAcceptanceIsToldBeforeItIsSynced() throws Exception {
        // When
        var audit = audited("full");

        // Then
        FaultTable.add("F2", "power cut at any acceptance by the store", verdict(audit), "-");
        assertThat(audit.answers()).isEqualTo(ORDERS);
        assertThat(audit.emptyPromises()).isZero();
    }

    /** The negative control: a store that does not sync must not pass. */
    @ParameterizedTest(name = "synchronous={0}")
    @ValueSource(strings = {"off", "normal"})
    void auditNoticesAStoreThatDoesNotSync(String synchronous) throws Exception {
        // When
        var audit = audited(synchronous);

        // Then
        FaultTable.add("N2", "store that syncs " + synchronous, verdict(audit), "must be caught");
        assertThat(audit.answers()).isEqualTo(ORDERS);
        assertThat(audit.emptyPromises()).isGreaterThan(ORDERS * 9 / 10);
    }

    /** Whoever was told something that the disk had not kept loses it when the power goes then. */
    private static Verdict verdict(SyncAudit audit) {
        return Verdict.of(audit.answers(), audit.answers(), audit.emptyPromises());
    }

    private SyncAudit audited(String synchronous) throws Exception {
        Path trace = folder.resolve("trace");
        try (var other = OtherProcess.accepting(
                folder.resolve("orders.db"), SyncAudit.command(STRACE, trace), synchronous, "1", "" + ORDERS)) {
            for (int i = 0; i < ORDERS; i++) {
                other.nextLine();
            }
            other.awaitEnd();
        }
        var audit = SyncAudit.of(trace, PRINTED);
        LOGGER.warn("synchronous={}: {}", synchronous, audit);
        return audit;
    }
}
