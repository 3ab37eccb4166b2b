package io.lineside.simulator.line;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Lets a line's answers pass, or holds them back so that its callers run into their timeouts. Thread-safe. */
public final class AnswerGate {
    private boolean held;
    private Duration delay = Duration.ZERO;

    /** Holds answers back from now on, or lets them pass. */
    public synchronized void hold(boolean hold) {
        held = hold;
        notifyAll();
    }

    /** Whether answers are held back. */
    public synchronized boolean isHeld() {
        return held;
    }

    /** Delays every answer that is asked for from now on; zero for no delay. */
    public synchronized void delay(Duration time) {
        delay = time;
    }

    /** How long answers are delayed. */
    public synchronized Duration delay() {
        return delay;
    }

    /** Waits for the delay and until answers may pass; an interrupt ends the wait and is kept. */
    public synchronized void pass() {
        try {
            long end = System.nanoTime() + delay.toNanos();
            for (long rest = delay.toNanos(); rest > 0; rest = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, rest);
            }
            while (held) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
