package io.lineside.model.job;

/** What may be asked of a line about a job order: the eleven methods of OPC 10031-4 6.2.2. */
public enum JobAction {
    /** Keeps the order at the line, not yet allowed to start. */
    STORE("Store", true),
    /** Keeps the order at the line and allows it to start. */
    STORE_AND_START("StoreAndStart", true),
    /** Allows a stored order to start. */
    START("Start", false),
    /** Replaces an order that has not started. */
    UPDATE("Update", true),
    /** Interrupts a running job. */
    PAUSE("Pause", false),
    /** Continues an interrupted job. */
    RESUME("Resume", false),
    /** Ends a running or interrupted job in an orderly way. */
    STOP("Stop", false),
    /** Removes an order that has not started. */
    CANCEL("Cancel", false),
    /** Ends a job at once, from any state but Ended. */
    ABORT("Abort", false),
    /** Takes back the permission to start. */
    REVOKE_START("RevokeStart", false),
    /** Makes the line forget the order and its result. */
    CLEAR("Clear", false);

    private final String methodName;
    private final boolean carriesOrder;

    JobAction(String methodName, boolean carriesOrder) {
        this.methodName = methodName;
        this.carriesOrder = carriesOrder;
    }

    /** The BrowseName of the method in OPC 10031-4, also the action's name on MQTT. */
    public String methodName() {
        return methodName;
    }

    /** Whether the method takes a whole job order, not only its id. */
    public boolean carriesOrder() {
        return carriesOrder;
    }
}
