package io.lineside.gateway.store;

import com.sun.management.OperatingSystemMXBean;
import io.lineside.gateway.PostgresqlCluster;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobPhase;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Prints what the store does a second on this machine; asserts nothing. Arguments: folder, orders. With
 * {@code -Dlineside.test.postgresql} a PostgreSQL of the test's own does the same after the file.
 */
final class StoreMeasure {

    private static final PrintStream OUT = System.out;
    private static final int SUBMITTERS = 64;

    private StoreMeasure() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Files.createTempDirectory(Path.of(arguments[0]), "store-measure");
        int orders = Integer.parseInt(arguments[1]);
        var file = folder.resolve("orders.db");
        measure(StoreHome.file(file), orders);
        OUT.printf("database %,d kB, log %,d kB%n", kilobytes(file), kilobytes(folder.resolve("orders.db-wal")));
        if (System.getProperty(PostgresqlCluster.PROGRAMS) != null) {
            OUT.println("PostgreSQL; the processor time is this program's alone");
            measure(PostgresqlHome.fresh(), orders);
        }
    }

    private static void measure(StoreHome home, int orders) throws InterruptedException {
        var commits = new AtomicInteger();
        try (var store = home.open(new PlainRules(), Clock.systemUTC())) {
            store.onCommitted(events -> commits.incrementAndGet());
            measure(commits, "warm-up", orders / 4, i -> store.accept(Orders.cutOnly("w" + i)));
            drain(store, commits, "claim of 20, warm-up");
            measure(commits, "accept, 1 job", orders, i -> store.accept(Orders.cutOnly("s" + i)));
            measure(commits, "accept, 2 jobs", orders, i -> store.accept(Orders.cutThenGlaze("d" + i)));
            drain(store, commits, "claim of 20, jobs");
            measure(commits, "Sending to Stored", orders, i -> change(store, "s" + i, JobPhase.STORED, 0));
            measure(commits, "Stored to Running", orders, i -> change(store, "s" + i, JobPhase.RUNNING, 0));
            measure(commits, "piece made", orders, i -> change(store, "s" + i, JobPhase.RUNNING, 1));
            measure(commits, "Running to Ended", orders, i -> change(store, "s" + i, JobPhase.ENDED, 4));
            measure(commits, "find", orders, i -> store.find(Orders.TENANT, Orders.id("s" + i)));
            measure(commits, "accept, 1,000 jobs", 10, i -> store.accept(Orders.manyJobs("big" + i, 1_000)));
        }
    }

    private static CompletionStage<?> change(Store store, String order, JobPhase phase, int good) {
        return store.change(Orders.job(order + "-cut"), Orders.counts(phase, EventType.JOB_PROGRESSED, good, 0));
    }

    private static void drain(Store store, AtomicInteger commits, String what) throws InterruptedException {
        int ready = store.queued(Orders.CUT).toCompletableFuture().join();
        measure(commits, what, ready / 20, i -> store.claim(Orders.CUT, 20));
    }

    private static void measure(AtomicInteger commits, String what, int count, IntFunction<CompletionStage<?>> call)
            throws InterruptedException {
        var free = new Semaphore(SUBMITTERS);
        var nanos = new ConcurrentLinkedQueue<Long>();
        int commitsBefore = commits.get();
        long cpuBefore = cpuNanos();
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            free.acquire();
            long began = System.nanoTime();
            call.apply(i).whenComplete((done, failure) -> {
                if (failure != null) {
                    failure.printStackTrace(OUT);
                }
                nanos.add(System.nanoTime() - began);
                free.release();
            });
        }
        free.acquire(SUBMITTERS);
        long took = System.nanoTime() - start;
        OUT.printf("%,5d us processor time a call  ", (cpuNanos() - cpuBefore) / 1_000 / count);
        report(what, count, commits.get() - commitsBefore, took, nanos);
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static void report(String what, int count, int commits, long took, ConcurrentLinkedQueue<Long> nanos) {
        var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        OUT.printf(
                "%-22s %,8d calls %,9.0f/s  %6.2f ms median %7.2f ms p99  %,6d commits%n",
                what,
                count,
                count * 1e9 / took,
                sorted[sorted.length / 2] / 1e6,
                Arrays.stream(sorted)
                                .skip(sorted.length * 99L / 100)
                                .findFirst()
                                .orElse(0)
                        / 1e6,
                commits);
    }

    private static long kilobytes(Path file) throws IOException {
        return Files.size(file) / 1_024;
    }
}
