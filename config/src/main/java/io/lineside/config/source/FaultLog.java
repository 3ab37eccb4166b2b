package io.lineside.config.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects every fault of one load. Confined to the loading thread. */
public final class FaultLog {
    private static final Comparator<Fault> READING_ORDER = Comparator.comparing(
                    (Fault fault) -> fault.file().toString())
            .thenComparingInt(Fault::line)
            .thenComparingInt(Fault::column);

    private final List<Fault> faults = new ArrayList<>();

    /** Notes a fault of the value at a position. */
    public void add(Position at, String message) {
        faults.add(Fault.at(at, message));
    }

    /** How many faults were noted so far. */
    public int size() {
        return faults.size();
    }

    /** All faults so far, by file, line and column. */
    public List<Fault> all() {
        return faults.stream().sorted(READING_ORDER).toList();
    }
}
