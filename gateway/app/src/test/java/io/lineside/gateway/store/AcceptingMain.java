package io.lineside.gateway.store;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Semaphore;

/**
 * Accepts orders, some at a time, until it is killed or has accepted enough; prints an id only after its stage completed.
 * Arguments: file, how the store syncs, how many at a time, and how many at all, if not for ever.
 */
final class AcceptingMain {

    private AcceptingMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = System.out;
        var database = SqliteDatabase.prepare(Path.of(arguments[0]), arguments[1], DiskSpace.endless());
        int atATime = Integer.parseInt(arguments[2]);
        int enough = arguments.length > 3 ? Integer.parseInt(arguments[3]) : Integer.MAX_VALUE;
        try (var store = Store.open(database, new PlainRules(), Clock.systemUTC(), StoreLimits.USUAL)) {
            var free = new Semaphore(atATime);
            for (int i = 1; i <= enough; i++) {
                free.acquire();
                store.accept(Orders.cutThenGlaze("o" + i)).thenAccept(outcome -> {
                    out.println(outcome.id() + ".");
                    out.flush();
                    free.release();
                });
            }
            free.acquire(atATime);
        }
    }
}
