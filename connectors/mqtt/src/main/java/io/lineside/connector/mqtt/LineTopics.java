package io.lineside.connector.mqtt;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The topics of one line.
 *
 * @param prefix the line's place in the unified namespace, without a slash at either end
 */
record LineTopics(String prefix) {
    private static final Pattern FORBIDDEN = Pattern.compile("[+#\\p{Cntrl}]");
    private static final String GROUP = "/_joborder_v1";
    private static final String JOB_STATE = GROUP + "/jobstate/";
    private static final int LONGEST = 512;

    /** Refuses what cannot be a topic with an {@link IllegalArgumentException} that names the rule. */
    LineTopics {
        if (prefix.length() > LONGEST || FORBIDDEN.matcher(prefix).find()) {
            throw new IllegalArgumentException("must not contain + # or control characters and have at most " + LONGEST
                    + " characters, was '" + prefix + "'");
        }
        if (List.of(prefix.split("/", -1)).contains("") || prefix.startsWith("$")) {
            throw new IllegalArgumentException("must have no empty level and not start with $, was '" + prefix + "'");
        }
    }

    static LineTopics ofPath(List<String> equipmentPath) {
        for (String level : equipmentPath) {
            if (level.contains("/")) {
                throw new IllegalArgumentException("must have no / within a level, was '" + level + "'");
            }
        }
        return new LineTopics(String.join("/", equipmentPath));
    }

    String request() {
        return prefix + GROUP + "/action-request";
    }

    String status() {
        return prefix + GROUP + "/status";
    }

    /** The job states of every job of this line. */
    String jobStates() {
        return jobStatesOf(prefix);
    }

    /** The job state topics that a topic is one of, or empty for any other topic. */
    static Optional<String> jobStatesOfTopic(String topic) {
        int at = topic.lastIndexOf(JOB_STATE);
        boolean ours = at > 0 && topic.indexOf('/', at + JOB_STATE.length()) < 0;
        return ours ? Optional.of(jobStatesOf(topic.substring(0, at))) : Optional.empty();
    }

    private static String jobStatesOf(String prefix) {
        return prefix + JOB_STATE + "+";
    }
}
