package io.lineside.gateway.store;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Semaphore;

/** Accepts orders until it is killed, some at a time; prints an id only after its stage completed. */
final class AcceptingMain {

    private static final int AT_A_TIME = 16;

    private AcceptingMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = System.out;
        var store = Store.open(Path.of(arguments[0]), new PlainRules(), Clock.systemUTC());
        var free = new Semaphore(AT_A_TIME);
        for (int i = 1; ; i++) {
            free.acquire();
            store.accept(Orders.cutThenGlaze("o" + i)).thenAccept(outcome -> {
                out.println(outcome.id() + ".");
                out.flush();
                free.release();
            });
        }
    }
}
