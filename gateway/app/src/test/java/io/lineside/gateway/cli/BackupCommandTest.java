package io.lineside.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.progress.OrderRules;
import io.lineside.gateway.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store of a site, copied and put back by command. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder before every test.
final class BackupCommandTest {
    @TempDir
    private Path site;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void aSiteWithAStore() throws IOException {
        Files.writeString(site.resolve("site.yaml"), "enterprise: acme\nsite: north\n");
        Files.createDirectories(site.resolve("data"));
        open().close();
    }

    private Store open() {
        return Store.open(site.resolve("data/lineside.db"), new OrderRules(), Clock.systemUTC());
    }

    private int run(String verb) {
        return LinesideMain.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(verb, site.toString(), site.resolve("copy.db").toString());
    }

    @Test
    void backupOfAnOpenStoreSaysWhatIsInIt() {
        // Given
        try (var store = open()) {
            // When
            int code = run("backup");

            // Then
            assertThat(code)
                    .as("%s, with a %s open", err, store.getClass().getSimpleName())
                    .isZero();
        }
        assertThat(out.toString())
                .contains("copy.db: 0 order(s), 0 job(s) not over")
                .contains("is sound");
        assertThat(site.resolve("copy.db")).isRegularFile();
    }

    @Test
    void backupOverwritesNothing() {
        // Given
        run("backup");

        // When
        int code = run("backup");

        // Then
        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("copy.db: must not exist yet");
    }

    @Test
    void restoreIsRefusedWhileAGatewayHasTheStore() {
        // Given
        run("backup");
        try (var store = open()) {
            // When
            int code = run("restore");

            // Then
            assertThat(code)
                    .as("%s, with a %s open", out, store.getClass().getSimpleName())
                    .isEqualTo(ExitCode.FAILED);
        }
        assertThat(err.toString())
                .contains("is in use by this same process (pid "
                        + ProcessHandle.current().pid());
    }

    @Test
    void restoreSaysWhatItDidAndWhereTheReplacedStoreIs() {
        // Given
        run("backup");

        // When
        int code = run("restore");

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("restored 0 order(s)")
                .contains("lineside.db.replaced-")
                .contains("0 order(s) were accepted after the backup");
    }

    @Test
    void backupOfNothingSaysSo() throws IOException {
        // Given
        Files.delete(site.resolve("data/lineside.db"));

        // When
        int code = run("backup");

        // Then
        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("is not there, so there is nothing to back up");
    }
}
