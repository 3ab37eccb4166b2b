package io.lineside.simulator.plant;

import java.util.List;

/** A plant file that cannot be used: all of its faults at once. */
public final class PlantFaultsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    /** One message per fault, in the order of the file. */
    public PlantFaultsException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
        this.faults = List.copyOf(faults);
    }

    /** One message per fault: {@code file:line:column: key: rule, was value}. */
    public List<String> faults() {
        return faults;
    }
}
