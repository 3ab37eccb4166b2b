package io.lineside.simulator.proxy;

import java.util.concurrent.TimeUnit;

/** The faults in force, and where bytes wait for them. Thread-safe. */
final class FaultGate {
    private Faults faults = Faults.NONE;
    private long version;

    /**
     * The faults at one moment.
     *
     * @param version grows with every change
     */
    record Setting(Faults faults, long version) {}

    synchronized void set(Faults newFaults) {
        faults = newFaults;
        version++;
        notifyAll();
    }

    synchronized Setting current() {
        return new Setting(faults, version);
    }

    /** Waits until that moment of {@link System#nanoTime}, and for as long as the direction is a black hole. */
    synchronized Setting awaitPassage(Direction direction, long due) throws InterruptedException {
        while (true) {
            long rest = due - System.nanoTime();
            if (faults.blackHole().swallows(direction)) {
                wait();
            } else if (rest > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, rest);
            } else {
                return current();
            }
        }
    }
}
