package io.lineside.gateway.store;

import java.time.Duration;
import java.util.List;

/**
 * Who waits, and who is sent away, while the database can not be reached: new orders can be handed in again and are told
 * at once; reports of lines and decisions wait for its return, as many as there is room for. Confined to the writer thread.
 */
final class Absence {

    /** How long a platform waits to be told what became of its order. */
    private static final long PATIENCE = Duration.ofSeconds(10).toNanos();

    private final Database database;
    private final WriteQueue waiting;

    Absence(Database database, WriteQueue waiting) {
        this.database = database;
        this.waiting = waiting;
    }

    /** Until when who handed in an order that may have been kept waits to be told so. */
    long patience() {
        return System.nanoTime() + PATIENCE;
    }

    /**
     * Waits until the database is worth trying again.
     *
     * @param mayTryAgain whether to try at once where it was not even away, and only the connection had ended
     * @return false when nobody is to wait any more
     */
    boolean waitedFor(List<PendingWork<?>> batch, boolean mayTryAgain) {
        var why = database.outage().why();
        if (why.isEmpty()) {
            return mayTryAgain;
        }
        sendAway(batch, why.get());
        sendAway(waiting.takeNewOrders(), why.get());
        return waited();
    }

    private static void sendAway(List<PendingWork<?>> works, String why) {
        works.stream()
                .filter(PendingWork::isNewOrder)
                .forEach(work -> work.fail(new StoreAwayException(work.what()
                        + ": not written, because the store's database is away (" + why + "); try again in a moment")));
    }

    /** The same for works of which nobody knows whether they were kept. */
    boolean waitedInDoubt(List<PendingWork<?>> batch, long patience) {
        var why = database.outage().why().orElse("its connection ended");
        if (System.nanoTime() - patience > 0) {
            batch.stream()
                    .filter(PendingWork::isNewOrder)
                    .forEach(work -> work.fail(new CommitUnknownException(
                            work.what() + ": not known to be kept, because the store's database is away (" + why
                                    + "); look before repeating it",
                            null,
                            Trouble.AWAY)));
        }
        sendAway(waiting.takeNewOrders(), why);
        return waited();
    }

    private boolean waited() {
        database.outage().await();
        return !database.outage().isHurried();
    }
}
