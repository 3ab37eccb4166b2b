package io.lineside.gateway.door;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What passed the doors since the gateway started, by their names; outlives doors that a reload replaces. Thread-safe. */
public final class DoorBook {
    private final Map<String, DoorCounts> pages = new ConcurrentHashMap<>();
    private final Clock clock;

    /** An empty book that tells by this clock when something went wrong. */
    public DoorBook(Clock clock) {
        this.clock = clock;
    }

    /** Where what passes a door is counted. */
    public DoorCounts counts(String door) {
        return pages.computeIfAbsent(door, name -> new DoorCounts(clock));
    }

    /** The state of a door that has just been opened. */
    public DoorState state(String door) {
        return new DoorState(door, counts(door));
    }

    /** What passed a door. */
    public DoorCounts.Passed passed(String door) {
        return counts(door).passed();
    }
}
