package io.lineside.gateway.store;

/**
 * How much may wait and how much goes into one commit.
 *
 * @param waitingWeight new orders that may wait for the writer, by {@link Work#weight}, and as much of all else beside
 *     them; one alone may weigh more
 * @param weightPerCommit works that share one commit, by {@link Work#weight}; one alone may weigh more
 * @param readers threads and connections for queries
 * @param waitingReads queries that may wait for a reader
 */
record StoreLimits(int waitingWeight, int weightPerCommit, int readers, int waitingReads) {
    static final StoreLimits USUAL = new StoreLimits(20_000, 2_000, 2, 4_096);
}
