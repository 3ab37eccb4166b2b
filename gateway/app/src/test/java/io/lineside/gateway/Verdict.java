package io.lineside.gateway;

import java.time.Duration;
import java.util.List;

/**
 * What came of one row of the fault matrix.
 *
 * @param runs how often something was done to the site
 * @param acknowledged orders that the gateway said it has
 * @param lost of those, the ones that it no longer knows, or that neither end nor say why they wait
 * @param madeTwice pieces of one operation beyond those ordered
 * @param untrue what the gateway says and the plant's ledger or its own ledger denies
 * @param held orders that visibly wait for a person
 * @param recoveries from the end of a fault until every line is connected again
 * @param details one line for everything above that is not as it should be
 */
public record Verdict(
        int runs,
        int acknowledged,
        int lost,
        int madeTwice,
        int untrue,
        int held,
        List<Duration> recoveries,
        List<String> details) {
    /** Copies the lists. */
    public Verdict {
        recoveries = List.copyOf(recoveries);
        details = List.copyOf(details);
    }

    /** Nothing but what was promised, and what became of it. */
    public static Verdict of(int runs, int acknowledged, int lost) {
        return new Verdict(runs, acknowledged, lost, 0, 0, 0, List.of(), List.of());
    }

    /** The same with the time that a gateway took to be itself again. */
    public Verdict recoveredIn(Duration time) {
        return new Verdict(runs, acknowledged, lost, madeTwice, untrue, held, List.of(time), details);
    }

    /** Whether every promise was kept. */
    public boolean isClean() {
        return lost == 0 && madeTwice == 0 && untrue == 0;
    }
}
