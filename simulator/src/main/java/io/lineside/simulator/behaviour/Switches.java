package io.lineside.simulator.behaviour;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The switches of one line from its start to its stop. Thread-safe; changes come one after the other. */
public final class Switches {
    private final List<Consumer<Behaviour>> listeners = new CopyOnWriteArrayList<>();
    private volatile Behaviour current;

    /** Begins with that behaviour. */
    public Switches(Behaviour first) {
        current = first;
    }

    /** How they stand. */
    public Behaviour current() {
        return current;
    }

    /** Sets all of them and tells the listeners, who have acted when this returns. */
    public synchronized void set(Behaviour behaviour) {
        current = behaviour;
        listeners.forEach(listener -> listener.accept(behaviour));
    }

    /** Tells the listener how they stand now, and of every change. */
    public synchronized void follow(Consumer<Behaviour> listener) {
        listeners.add(listener);
        listener.accept(current);
    }
}
