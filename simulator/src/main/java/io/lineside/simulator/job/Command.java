package io.lineside.simulator.job;

import java.util.Arrays;
import java.util.Optional;

/** The commands of OPC 10031-4 to the job order receiver, with the ids of its methods. */
public enum Command {
    /** Keep the order; do not start it. */
    STORE(7001, "Store", true),
    /** Keep the order and start it when the line is free. */
    STORE_AND_START(7004, "StoreAndStart", true),
    /** Release a kept order. */
    START(7005, "Start", false),
    /** End an order that has begun. */
    STOP(7006, "Stop", false),
    /** Interrupt an order that is being made. */
    PAUSE(7007, "Pause", false),
    /** Go on with an interrupted order. */
    RESUME(7008, "Resume", false),
    /** Replace the content of an order that has not begun. */
    UPDATE(7009, "Update", true),
    /** Give an order up. */
    ABORT(7010, "Abort", false),
    /** Forget an order that has not begun. */
    CANCEL(7011, "Cancel", false),
    /** Forget an order that is over. */
    CLEAR(7012, "Clear", false),
    /** Take a release back. */
    REVOKE_START(7013, "RevokeStart", false);

    private final int methodId;
    private final String methodName;
    private final boolean takesJobOrder;

    Command(int methodId, String methodName, boolean takesJobOrder) {
        this.methodId = methodId;
        this.methodName = methodName;
        this.takesJobOrder = takesJobOrder;
    }

    /** Numeric id of the method in the standard's namespace. */
    public int methodId() {
        return methodId;
    }

    /** The method's name in the standard. */
    public String methodName() {
        return methodName;
    }

    /** Whether it carries a whole job order; the others carry a JobOrderID. */
    public boolean takesJobOrder() {
        return takesJobOrder;
    }

    /** The command of that name, if there is one. */
    public static Optional<Command> named(String methodName) {
        return Arrays.stream(values())
                .filter(command -> command.methodName.equals(methodName))
                .findFirst();
    }
}
