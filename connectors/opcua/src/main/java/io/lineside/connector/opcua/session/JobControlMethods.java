package io.lineside.connector.opcua.session;

import java.util.Map;

/** The methods of OPC 10031-4 V2 by BrowseName, with their NodeIds on the type. */
public final class JobControlMethods {
    /** Asks for one job's response (6.3). */
    public static final String RESPONSE_BY_ID = "RequestJobResponseByJobOrderID";

    /** Asks for the responses of all jobs in given states (6.3). */
    public static final String RESPONSES_BY_STATE = "RequestJobResponseByJobOrderState";

    static final Map<String, Integer> OF_RECEIVER = Map.ofEntries(
            Map.entry("Store", 7001),
            Map.entry("StoreAndStart", 7004),
            Map.entry("Start", 7005),
            Map.entry("Stop", 7006),
            Map.entry("Pause", 7007),
            Map.entry("Resume", 7008),
            Map.entry("Update", 7009),
            Map.entry("Abort", 7010),
            Map.entry("Cancel", 7011),
            Map.entry("Clear", 7012),
            Map.entry("RevokeStart", 7013));

    static final Map<String, Integer> OF_RESPONSE_PROVIDER = Map.of(RESPONSE_BY_ID, 7002, RESPONSES_BY_STATE, 7014);

    private JobControlMethods() {}
}
