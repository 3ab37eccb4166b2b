package io.lineside.connector.opcua.conformance;

import java.util.Map;

/** A method of the job order receiver, and what it makes of a job (OPC 10031-4, transitions by their number). */
// Map.of is immutable.
@SuppressWarnings("ImmutableEnumChecker")
enum JobMethod {
    STORE("Store", Map.of(JobMethod.UNKNOWN, 1)),
    STORE_AND_START("StoreAndStart", Map.of(JobMethod.UNKNOWN, 2)),
    UPDATE("Update", Map.of(1, 1, 2, 2)),
    START("Start", Map.of(1, 2)),
    REVOKE_START("RevokeStart", Map.of(2, 1)),
    PAUSE("Pause", Map.of(3, 4)),
    RESUME("Resume", Map.of(4, 3)),
    STOP("Stop", Map.of(3, 5, 4, 5)),
    ABORT("Abort", Map.of(1, 6, 2, 6, 3, 6, 4, 6)),
    CANCEL("Cancel", Map.of(1, JobMethod.UNKNOWN, 2, JobMethod.UNKNOWN)),
    CLEAR("Clear", Map.of(5, JobMethod.UNKNOWN, 6, JobMethod.UNKNOWN));

    /** The state of a job that the line does not know. */
    static final int UNKNOWN = 0;

    private static final Map<String, Integer> TRANSITION_NUMBERS = Map.ofEntries(
            Map.entry("Update1", 1),
            Map.entry("Start1", 2),
            Map.entry("RevokeStart2", 3),
            Map.entry("Update2", 4),
            Map.entry("Pause3", 6),
            Map.entry("Stop3", 7),
            Map.entry("Abort3", 8),
            Map.entry("Abort4", 9),
            Map.entry("Resume4", 10),
            Map.entry("Stop4", 11),
            Map.entry("Abort1", 12),
            Map.entry("Abort2", 13));

    private final String browseName;
    private final Map<Integer, Integer> moves;

    JobMethod(String browseName, Map<Integer, Integer> moves) {
        this.browseName = browseName;
        this.moves = moves;
    }

    String browseName() {
        return browseName;
    }

    boolean takesJobOrder() {
        return this == STORE || this == STORE_AND_START || this == UPDATE;
    }

    boolean isAllowedIn(int state) {
        return moves.containsKey(state);
    }

    /** The state that follows; the same one where the method is not allowed. */
    int next(int state) {
        return moves.getOrDefault(state, state);
    }

    String clause(int state) {
        Integer number = TRANSITION_NUMBERS.get(browseName + state);
        if (number != null) {
            return "OPC 10031-4 ISA95JobOrderReceiverObjectType, transition " + number;
        }
        return isAllowedIn(state)
                ? "OPC 10031-4 ISA95JobOrderReceiverObjectType, method " + browseName
                : "OPC 10031-4 Annex B.2 Table 95";
    }
}
