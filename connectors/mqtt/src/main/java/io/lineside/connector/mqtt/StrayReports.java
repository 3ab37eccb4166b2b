package io.lineside.connector.mqtt;

import io.lineside.connector.mqtt.link.InboundMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Job states whose line is not there yet: after a restart the broker sends what it kept before every line is started.
 * Confined to the dispatcher's thread.
 */
final class StrayReports {
    /** As many as a broker may send without an acknowledgement. */
    private static final int MOST_KEPT = 100;

    private final Map<String, List<InboundMessage>> kept = new HashMap<>();
    private int count;
    private boolean overflowed;

    /**
     * Keeps a message without acknowledging it, as long as there is room; without room it is left to the next connection.
     *
     * @return whether it is the first of its topics
     */
    boolean keep(String filter, InboundMessage message) {
        boolean first = !kept.containsKey(filter);
        List<InboundMessage> messages = kept.computeIfAbsent(filter, f -> new ArrayList<>());
        if (count < MOST_KEPT) {
            messages.add(message);
            count++;
        } else {
            message.receipt().forgo();
            overflowed = true;
        }
        return first;
    }

    /** Whether a message was left to the next connection since this was last asked. */
    boolean overflowed() {
        boolean was = overflowed;
        overflowed = false;
        return was;
    }

    /** Hands over and forgets what was kept under a filter. */
    List<InboundMessage> claim(String filter) {
        List<InboundMessage> messages = kept.remove(filter);
        if (messages == null) {
            return List.of();
        }
        count -= messages.size();
        return messages;
    }
}
