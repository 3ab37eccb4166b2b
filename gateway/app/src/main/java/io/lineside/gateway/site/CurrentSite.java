package io.lineside.gateway.site;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Which edition of the site is in force: one reference, so that readers see the old one or the new one. Thread-safe. */
public final class CurrentSite implements Supplier<Edition> {
    private final ReadWriteLock change = new ReentrantReadWriteLock();
    private final List<Consumer<Edition>> listeners = new CopyOnWriteArrayList<>();
    private volatile Edition edition;

    /** Begins with this edition. */
    public CurrentSite(Edition first) {
        edition = first;
    }

    /** The edition in force; never waits. */
    @Override
    public Edition get() {
        return edition;
    }

    /** Puts another edition into force. What {@link #ifStill} does under the one before is done by then. */
    public void become(Edition next) {
        change.writeLock().lock();
        try {
            edition = next;
        } finally {
            change.writeLock().unlock();
        }
        listeners.forEach(listener -> listener.accept(next));
    }

    /** Calls with each edition that comes into force from now on; must be quick. */
    public void onChange(Consumer<Edition> listener) {
        listeners.add(listener);
    }

    /**
     * Does something that may only be done while this edition is in force, such as handing jobs for its lines to the
     * store; empty when another one is. The step must not block.
     */
    @SuppressWarnings("ReferenceEquality") // This very edition, not one that says the same.
    public <T> Optional<T> ifStill(Edition expected, Supplier<T> step) {
        change.readLock().lock();
        try {
            return edition == expected ? Optional.of(step.get()) : Optional.empty();
        } finally {
            change.readLock().unlock();
        }
    }
}
