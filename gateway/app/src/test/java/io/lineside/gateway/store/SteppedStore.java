package io.lineside.gateway.store;

import io.lineside.model.work.LedgerEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A real store on a real file, whose works and queries are carried out when the test says, so that what happens between
 * them can be chosen and repeated. Confined to the test's thread.
 */
public final class SteppedStore implements AutoCloseable {
    private static final StoreLimits LIMITS = new StoreLimits(1_000_000, 4_000, 2, 1_000_000);

    private final Path file;
    private final Clock clock;
    private final Consumer<List<LedgerEvent>> committed;
    private final Map<Lanes, Joining> joining = new ConcurrentHashMap<>();
    private final Queue<Runnable> told = new ConcurrentLinkedQueue<>();
    private StoreThreads threads;

    /** Opens the file; {@code committed} hears of commits on the store's own thread. */
    public SteppedStore(Path file, Clock clock, Consumer<List<LedgerEvent>> committed) {
        this.file = file;
        this.clock = clock;
        this.committed = committed;
        this.threads = open();
    }

    /**
     * The store as one gateway has it, until it closes it: each of its works and queries waits with {@code turns}; what joins
     * a commit is handed to {@code done} at once, to be told.
     */
    public Store view(RequestRules rules, Consumer<Turn<?>> turns, Consumer<Turn<?>> done) {
        return new Store(rules, new SteppedLanes(turns, done));
    }

    /** Waits until everything is said of the commits that there were, and hands out what lines took in them. */
    public void hearWhatJoined() {
        threads.write("end of a step", tx -> true).toCompletableFuture().join();
        for (var news = told.poll(); news != null; news = told.poll()) {
            news.run();
        }
    }

    /** Closes the file and opens it again, with all the checks of a start. */
    public void reopen() {
        threads.close();
        threads = open();
    }

    /** Writes behind the back of every rule, as only a broken store would. */
    public void tamper(String sql, String... arguments) {
        threads.write("tampering", tx -> {
                    tx.rows().forget();
                    return tx.sql().update(sql, (Object[]) arguments);
                })
                .toCompletableFuture()
                .join();
    }

    /** What the ledger alone says of every order that differs from its rows, by the order's id; empty when nothing does. */
    public Map<String, String> replayDifferences() {
        return threads.read("replay", KeptRows::differencesFromLedger)
                .toCompletableFuture()
                .join();
    }

    /** The tenants that any row of an order names, by the order's id. */
    public Map<String, Set<String>> tenants() {
        return threads.read("tenants", KeptRows::tenants).toCompletableFuture().join();
    }

    @Override
    public void close() {
        threads.close();
    }

    private StoreThreads open() {
        var opened = StoreThreads.start(
                SqliteDatabase.prepare(file), clock, LIMITS, commit -> committed.accept(commit.events()));
        opened.joinedBy(lines -> joining.values().stream()
                .<PendingWork<?>>flatMap(works -> works.due(lines).stream())
                .toList());
        return opened;
    }

    private final class SteppedLanes implements Lanes {
        private final Consumer<Turn<?>> turns;
        private final Consumer<Turn<?>> done;

        SteppedLanes(Consumer<Turn<?>> turns, Consumer<Turn<?>> done) {
            this.turns = turns;
            this.done = done;
        }

        @Override
        public <T> CompletionStage<T> write(String what, Work<T> work) {
            return wait(new Turn<>(what, true, () -> threads.write(what, work)));
        }

        @Override
        public void joinedBy(Joining works) {
            joining.put(this, works);
        }

        /** Comes from the store's thread; the test's hears of it when it has waited for what it joined. */
        @Override
        public void tell(Runnable news) {
            var turn = new Turn<>("what a line took", true, () -> CompletableFuture.completedFuture(true));
            turn.begin();
            var unused = turn.told.thenRun(news);
            told.add(() -> done.accept(turn));
        }

        @Override
        public <T> CompletionStage<T> read(String what, Readers.Query<T> query) {
            return wait(new Turn<>(what, false, () -> threads.read(what, query)));
        }

        private <T> CompletionStage<T> wait(Turn<T> turn) {
            turns.accept(turn);
            return turn.told;
        }

        /** The gateway is dead: it takes no work any more. */
        @Override
        public void close() {
            joining.remove(this);
        }
    }

    /** A work or a query that waits: first it is begun, then awaited, then the one who asked is told; or never. */
    public static final class Turn<T> {
        private final String what;
        private final boolean write;
        private final Supplier<CompletionStage<T>> start;
        private final CompletableFuture<T> told = new CompletableFuture<>();
        private @Nullable CompletableFuture<T> done;

        Turn(String what, boolean write, Supplier<CompletionStage<T>> start) {
            this.what = what;
            this.write = write;
            this.start = start;
        }

        /** Whether it writes. */
        public boolean isWrite() {
            return write;
        }

        /** Hands it to the store's threads. */
        public void begin() {
            done = start.get().toCompletableFuture();
        }

        /** Waits until the store is done with it; what it failed with, if it did. */
        public Optional<Throwable> await() {
            try {
                Objects.requireNonNull(done, what).join();
                return Optional.empty();
            } catch (CompletionException e) {
                return Optional.of(e.getCause() == null ? e : e.getCause());
            }
        }

        /** Tells the one who asked. */
        public void tell() {
            var unused = Objects.requireNonNull(done, what).whenComplete((value, failure) -> {
                if (failure == null) {
                    told.complete(value);
                } else {
                    told.completeExceptionally(failure);
                }
            });
        }

        @Override
        public String toString() {
            return what;
        }
    }
}
