package io.lineside.connector.opcua.conformance;

import java.util.Locale;

/** The substates of OPC 10031-4: the state they are below, the last name of their BrowsePath, their StateNumber. */
enum SubStatePath implements Cited {
    NOT_ALLOWED_WAITING(1, "NotAllowedToStartSubstates", 1, "ISA95PrepareStateMachineType"),
    NOT_ALLOWED_READY(1, "NotAllowedToStartSubstates", 2, "ISA95PrepareStateMachineType"),
    NOT_ALLOWED_LOADED(1, "NotAllowedToStartSubstates", 3, "ISA95PrepareStateMachineType"),
    ALLOWED_WAITING(2, "AllowedToStartSubstates", 1, "ISA95PrepareStateMachineType"),
    ALLOWED_READY(2, "AllowedToStartSubstates", 2, "ISA95PrepareStateMachineType"),
    ALLOWED_LOADED(2, "AllowedToStartSubstates", 3, "ISA95PrepareStateMachineType"),
    HELD(4, "InterruptedSubstates", 1, "ISA95InterruptedStateMachineType"),
    SUSPENDED(4, "InterruptedSubstates", 2, "ISA95InterruptedStateMachineType"),
    COMPLETED(5, "EndedSubstates", 1, "ISA95EndedStateMachineType"),
    CLOSED(5, "EndedSubstates", 2, "ISA95EndedStateMachineType");

    private final int state;
    private final String machine;
    private final int number;
    private final String type;

    SubStatePath(int state, String machine, int number, String type) {
        this.state = state;
        this.machine = machine;
        this.number = number;
        this.type = type;
    }

    int state() {
        return state;
    }

    String machine() {
        return machine;
    }

    int number() {
        return number;
    }

    /** A substate beside it. */
    int otherNumber() {
        return number == 1 ? 2 : 1;
    }

    /** Whether only the line itself brings a job there. */
    boolean isOfTheLine() {
        return this == NOT_ALLOWED_WAITING || this == ALLOWED_WAITING || this == HELD;
    }

    @Override
    public String clause() {
        return "OPC 10031-4 " + type;
    }

    @Override
    public String title() {
        return machine + " " + number + ", " + name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public String toString() {
        return title();
    }
}
