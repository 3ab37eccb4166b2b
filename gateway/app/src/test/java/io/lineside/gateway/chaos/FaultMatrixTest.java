package io.lineside.gateway.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lineside.gateway.FaultTable;
import io.lineside.gateway.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The fault matrix, with whole programs on real sockets and the plant's made ledger as the judge.
 *
 * <pre>
 * -Dlineside.test.chaos=true      run it
 * -Dlineside.test.chaos.seed=42   replay it: the seed of every row follows from this one
 * -Dlineside.test.chaos.rows=F4   only rows that match this pattern
 * -Dlineside.test.postgresql=DIR   also run rows with a PostgreSQL whose programs are in that folder
 * -Dlineside.test.chaos.kills=40  how often the gateway is killed in F1
 * </pre>
 */
@EnabledIfSystemProperty(named = "lineside.test.chaos", matches = "true")
class FaultMatrixTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final long SEED = Long.getLong("lineside.test.chaos.seed", new Random().nextInt(1_000_000));
    private static final String ROWS = System.getProperty("lineside.test.chaos.rows", ".*");
    private static final int KILLS = Integer.getInteger("lineside.test.chaos.kills", 40);
    private static final int AT_ONCE = Integer.getInteger("lineside.test.chaos.atOnce", 2);

    @TempDir
    private Path folder;

    private final List<String> unclean = new ArrayList<>();

    @Test
    void nothingIsLostAndNothingIsMadeTwiceWhateverBreaks() {
        // Given
        List<Scenario> scenarios =
                new ArrayList<>(Scenarios.all(KILLS, System.getProperty(Processes.MOSQUITTO_PROGRAM) != null));
        scenarios.removeIf(scenario -> !scenario.row().matches(ROWS));
        // When
        runAll(scenarios);
        // Then
        assertThat(unclean).as(FaultTable.text()).isEmpty();
    }

    @Test
    void blindResendIsCaught() {
        // Given
        Scenario blind = Scenarios.blindResend();
        assumeTrue(blind.row().matches(ROWS));
        // When
        Verdict verdict = run(blind, SEED);
        // Then
        FaultTable.add(blind.row(), blind.fault(), verdict, SEED + ", must be caught");
        assertThat(verdict.madeTwice()).isPositive();
    }

    private void runAll(List<Scenario> scenarios) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<CompletableFuture<Void>> runs = new ArrayList<>();
            scenarios.forEach(scenario -> runs.add(CompletableFuture.runAsync(() -> judge(scenario), threads)));
            runs.forEach(CompletableFuture::join);
        } finally {
            threads.shutdownNow();
            System.out.println("\nFault matrix, seed " + SEED + "\n" + FaultTable.text());
        }
    }

    private void judge(Scenario scenario) {
        long seed = SEED + 1_000L * scenario.fault().hashCode();
        try {
            Verdict verdict = run(scenario, seed);
            FaultTable.add(scenario.row(), scenario.fault(), verdict, Long.toString(seed));
            if (!verdict.isClean()) {
                keep(scenario);
            }
        } catch (RuntimeException | AssertionError e) {
            FaultTable.brokenOff(scenario.row(), scenario.fault(), Long.toString(seed), e);
            keep(scenario);
        }
    }

    private synchronized void keep(Scenario scenario) {
        unclean.add(scenario.row() + " " + scenario.fault());
    }

    private Verdict run(Scenario scenario, long seed) {
        Path place = folder.resolve((scenario.row() + " " + scenario.fault()).replaceAll("[^A-Za-z0-9]+", "-"));
        try (var world = new World(place, scenario.layout(), seed)) {
            world.start();
            scenario.disturbance().to(world);
            world.shopper.awaitAnswers(PATIENCE);
            return Judge.judge(world, PATIENCE);
        } finally {
            // The logs of a scenario that went wrong are worth more than a clean disk.
            Processes.command(List.of(
                    "sh",
                    "-c",
                    "mkdir -p target/chaos && cp -r '" + place + "/logs' 'target/chaos/" + place.getFileName()
                            + "' 2>/dev/null; true"));
        }
    }
}
