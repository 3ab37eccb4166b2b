package io.lineside.simulator.mqtt;

/**
 * The topics of one line.
 *
 * @param prefix the line's place in the unified namespace, without a slash at its end
 */
record LineTopics(String prefix) {
    private static final String CONTRACT = "/_joborder_v1/";

    /** Where commands and questions come in. */
    String actionRequest() {
        return prefix + CONTRACT + "action-request";
    }

    /** Where a job's latest response is retained. */
    String jobState(String jobOrderId) {
        return prefix + CONTRACT + "jobstate/" + jobOrderId;
    }

    /** Where the line says, or its last will, whether it is there. */
    String status() {
        return prefix + CONTRACT + "status";
    }
}
