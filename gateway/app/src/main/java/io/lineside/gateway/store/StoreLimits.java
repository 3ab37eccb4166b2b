package io.lineside.gateway.store;

/**
 * How much may wait and how much goes into one commit.
 *
 * @param waitingWrites works that may wait for the writer
 * @param writesPerCommit works that share one commit
 * @param readers threads and connections for queries
 * @param waitingReads queries that may wait for a reader
 */
record StoreLimits(int waitingWrites, int writesPerCommit, int readers, int waitingReads) {
    static final StoreLimits USUAL = new StoreLimits(8_192, 256, 2, 4_096);
}
