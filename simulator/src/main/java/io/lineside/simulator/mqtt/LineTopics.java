package io.lineside.simulator.mqtt;

import java.util.regex.Pattern;

/**
 * The topics of one line.
 *
 * @param prefix the line's place in the unified namespace, without a slash at its end
 */
record LineTopics(String prefix) {
    private static final String CONTRACT = "/_joborder_v1/";
    private static final Pattern FORBIDDEN = Pattern.compile("[+#\\p{Cntrl}]");
    private static final int LONGEST = 1024;

    /** Whether a line may publish to a topic that a stranger names; topics below $ are the broker's own. */
    static boolean canBeTopic(String topic) {
        return !topic.isEmpty()
                && topic.length() <= LONGEST
                && !topic.startsWith("$")
                && !("/" + topic + "/").contains(CONTRACT) // nobody makes this line speak to another one
                && !FORBIDDEN.matcher(topic).find();
    }

    /** Whether an id can be one level of a topic. */
    static boolean canBeLevel(String id) {
        return id.indexOf('/') < 0 && !FORBIDDEN.matcher(id).find();
    }

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
