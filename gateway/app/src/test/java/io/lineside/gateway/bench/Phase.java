package io.lineside.gateway.bench;

/** A part of the benchmark that starts what it needs and ends it again. */
@FunctionalInterface
interface Phase {
    void run(Stage stage) throws Exception;
}
