package io.lineside.simulator.line;

/** Lets a line's answers pass, or holds them back so that its callers run into their timeouts. Thread-safe. */
public final class AnswerGate {
    private boolean held;

    /** Holds answers back from now on, or lets them pass. */
    public synchronized void hold(boolean hold) {
        held = hold;
        notifyAll();
    }

    /** Whether answers are held back. */
    public synchronized boolean isHeld() {
        return held;
    }

    /** Waits until answers may pass; an interrupt ends the wait and is kept. */
    public synchronized void pass() {
        try {
            while (held) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
