package io.lineside.gateway.bench;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * A platform that orders, and follows its orders until a GET has shown that they ended. Everything happens on one event
 * loop; its methods and counters may be used from any thread.
 */
final class OrderLoad implements AutoCloseable {
    private static final long PAUSE_MILLIS = 100;
    /** Two loads of one store order by different keys. */
    private static final AtomicLong LOADS = new AtomicLong();

    private static final long APART = 100_000_000;
    private static final int EACH = 20;

    /** When something happened to an order, wall clock in nanoseconds since the epoch. */
    record Times(String product, long sent, long accepted, long visible) {}

    final LongAdder accepted = new LongAdder();
    /** Of those that are followed. */
    final LongAdder done = new LongAdder();

    final LongAdder refused = new LongAdder();
    /** Refused without a word when to come again. */
    final LongAdder refusedBadly = new LongAdder();
    /** That did not find a connection. */
    final LongAdder unsent = new LongAdder();

    final Map<String, Times> finished = new ConcurrentHashMap<>();
    /** Ids of some of the accepted orders. */
    final Queue<String> sample = new ConcurrentLinkedQueue<>();

    private final LongAdder followed = new LongAdder();
    private final AtomicLong numbers = new AtomicLong(LOADS.getAndIncrement() * APART);
    private final AtomicLong underWay = new AtomicLong();
    private final PlatformHttp http;
    private final Follower follower;
    private final int connections;
    private volatile List<String> products;
    private volatile boolean ordering;
    private volatile boolean noting;
    private long counted;
    private volatile Latencies taken = new Latencies();

    OrderLoad(int port, int connections, List<String> products) {
        this.connections = connections;
        this.products = products;
        http = new PlatformHttp(port, connections);
        follower = Follower.of(Setting.FOLLOW.text(), http);
    }

    /** Begins to follow; the gateway is there. */
    void start() {
        http.run(follower::start);
    }

    /** What is ordered from now on, one after the other. */
    void order(List<String> newProducts) {
        products = newProducts;
    }

    /** Keeps so many orders open: each that has ended is followed by another. */
    void keepOpen(int orders) {
        ordering = true;
        http.run(() -> {
            for (int i = 0; i < orders; i++) {
                order(1, true);
            }
        });
    }

    /** Sends so many orders a second, whatever becomes of them; those that find no connection are counted, not sent. */
    void sendEachSecond(int rate) {
        ordering = true;
        long periodNanos = 1_000_000_000L / rate;
        http.run(() -> {
            long[] next = {System.nanoTime()};
            http.vertx().setPeriodic(1, timer -> {
                if (!ordering) {
                    http.vertx().cancelTimer(timer);
                    return;
                }
                for (long now = System.nanoTime(); next[0] <= now; next[0] += periodNanos) {
                    if (underWay.get() < connections) {
                        order(1, false);
                    } else {
                        unsent.increment();
                    }
                }
            });
        });
    }

    /** Orders so many pieces at once. */
    void orderOne(int quantity) {
        http.run(() -> order(quantity, false));
    }

    /** Sends no more orders; those that are open are followed on. */
    void stop() {
        ordering = false;
    }

    /** Whether the times of orders that end from now on are kept. */
    void note(boolean on) {
        noting = on;
    }

    /** Followed orders that have not ended. */
    long open() {
        return followed.sum() - done.sum();
    }

    long asked() {
        return follower.asked.sum();
    }

    long incomplete() {
        return follower.incomplete.sum();
    }

    /** The id of the first order that was accepted; empty where there is none. */
    String firstAccepted() {
        String id = sample.peek();
        return id == null ? "" : id;
    }

    /** How long the gateway took to accept orders, since this was asked last. */
    Latencies taken() {
        Latencies so = taken;
        taken = new Latencies();
        return so;
    }

    /** Submits so many orders that nobody follows, so many at once; returns when each was answered. */
    void fill(int orders, int atOnce) {
        var left = new AtomicLong(orders);
        var lanes = new CountDownLatch(atOnce);
        http.run(() -> {
            for (int i = 0; i < atOnce; i++) {
                fill(left, lanes);
            }
        });
        try {
            if (!lanes.await(30, TimeUnit.MINUTES)) {
                throw new IllegalStateException("half an hour was not enough for " + orders + " orders");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void fill(AtomicLong left, CountDownLatch lanes) {
        if (left.getAndDecrement() <= 0) {
            lanes.countDown();
            return;
        }
        long sent = now();
        submit(1, product(numbers.get()))
                .onSuccess(answer -> counted(answer, sent))
                .onFailure(broken -> refused.increment())
                .onComplete(over -> fill(left, lanes));
    }

    private void order(int quantity, boolean again) {
        String product = product(numbers.get());
        long sent = now();
        underWay.incrementAndGet();
        submit(quantity, product)
                .onComplete(over -> underWay.decrementAndGet())
                .onSuccess(answer -> {
                    if (counted(answer, sent)) {
                        followed.increment();
                        String id = answer.first("id");
                        var times = new Times(product, sent, now(), 0);
                        follower.follow(id, () -> ended(id, times, again));
                    } else {
                        later(again);
                    }
                })
                .onFailure(broken -> {
                    refused.increment();
                    later(again);
                });
    }

    private void ended(String id, Times times, boolean again) {
        done.increment();
        if (noting) {
            finished.put(id, new Times(times.product(), times.sent(), times.accepted(), now()));
        }
        if (again && ordering) {
            order(1, true);
        }
    }

    private boolean counted(PlatformHttp.Answer answer, long sent) {
        if (answer.is(201)) {
            accepted.increment();
            if (counted++ % EACH == 0) {
                sample.add(answer.first("id"));
            }
            taken.add(now() - sent);
            return true;
        }
        refused.increment();
        if (!answer.retryAfter()) {
            refusedBadly.increment();
        }
        return false;
    }

    private Future<PlatformHttp.Answer> submit(int quantity, String product) {
        long number = numbers.incrementAndGet();
        return http.post("/v1/orders", "bench-" + number, BenchFiles.order(number, product, quantity));
    }

    private String product(long number) {
        List<String> all = products;
        return all.get((int) (number % all.size()));
    }

    private void later(boolean again) {
        if (again && ordering) {
            http.vertx().setTimer(PAUSE_MILLIS, timer -> order(1, true));
        }
    }

    private static long now() {
        var instant = Clock.systemUTC().instant();
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    @Override
    public void close() {
        ordering = false;
        http.close();
    }
}
