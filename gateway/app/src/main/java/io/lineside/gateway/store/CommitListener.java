package io.lineside.gateway.store;

/** Is told about every commit that was made, on the writer's thread, which waits for it: must be quick. */
@FunctionalInterface
public interface CommitListener {
    /**
     * A commit is durable.
     *
     * @param works that shared it
     * @param nanos from the moment that it was wished until it was durable
     */
    void committed(int works, long nanos);
}
