package io.lineside.gateway.chaos;

import java.time.Duration;
import java.util.List;

/**
 * What came of one scenario.
 *
 * @param faults how often something was done to the site
 * @param acknowledged orders that the gateway said it has
 * @param lost of those, the ones that it no longer knows, or that neither end nor say why they wait
 * @param madeTwice pieces of one operation beyond those ordered
 * @param untrue what the gateway says and the plant's ledger or its own ledger denies
 * @param held orders that visibly wait for a person
 * @param recoveries from the end of a fault until every line is connected again
 * @param details one line for everything above that is not as it should be
 */
record Verdict(
        int faults,
        int acknowledged,
        int lost,
        int madeTwice,
        int untrue,
        int held,
        List<Duration> recoveries,
        List<String> details) {
    boolean isClean() {
        return lost == 0 && madeTwice == 0 && untrue == 0;
    }
}
