package io.lineside.connector.mqtt.order;

import io.lineside.connector.mqtt.link.InboundMessage;
import io.lineside.model.topic.OrderTopicSettings;
import io.lineside.model.topic.TopicMessage;
import io.lineside.model.topic.TopicMessage.Fault;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a message of an order topic may say, and where its reply may go. A response topic is somebody else's word about where
 * this gateway publishes, with the rights that it has at the broker: it is followed below one place alone. Immutable.
 */
final class OrderTopicRules {
    /** Levels that belong to lines and to gateways. */
    private static final Set<String> OURS = Set.of("_joborder_v1", "_lineside", "spBv1.0");

    private static final Pattern KEY_FORM = Pattern.compile("[\\x21-\\x7E]{1,255}");
    private static final Pattern TOPIC = Pattern.compile("[^+#\\p{Cntrl}\\x{FFFE}\\x{FFFF}]{1,200}");

    private final TopicFilter filter;
    private final String replies;
    private final int maxMessage;

    OrderTopicRules(OrderTopicSettings settings) {
        filter = checked("topic", settings.topic());
        replies = settings.replies();
        maxMessage = settings.maxMessage();
        var below = checked("replies", replies + "/#");
        if (isOurs(settings.topic())) {
            throw new IllegalArgumentException(
                    "topic: must have no level of " + OURS + ", was '" + settings.topic() + "'");
        }
        if (!TOPIC.matcher(replies).matches() || isOurs(replies)) {
            throw new IllegalArgumentException("replies: must be a topic without wildcards and without a level of "
                    + OURS + ", was '" + replies + "'");
        }
        if (filter.overlaps(below)) {
            throw new IllegalArgumentException("replies: must not be among the topics of orders, which are '"
                    + settings.topic() + "', was '" + replies + "'");
        }
    }

    private static TopicFilter checked(String key, String value) {
        try {
            return new TopicFilter(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }

    String filter() {
        return filter.value();
    }

    /** Whether it is a message of lines or gateways that a wide filter brings along. */
    static boolean isOurs(String topic) {
        return List.of(topic.split("/", -1)).stream().anyMatch(OURS::contains);
    }

    /** The message, with what is wrong with it. */
    TopicMessage read(InboundMessage message) {
        List<String> keys = message.headers().keys();
        return new TopicMessage(
                message.topic(), message.payload(), keys.stream().findFirst(), fault(message, keys));
    }

    private Optional<Fault> fault(InboundMessage message, List<String> keys) {
        if (message.headers().retained()) {
            return fault(
                    "retained-message",
                    "A retained message is no order",
                    "an order must not be published with retain, or it would come again with every connection");
        }
        if (message.payload().length > maxMessage) {
            return fault(
                    "message-too-large",
                    "Message too large",
                    "the message has " + message.payload().length + " bytes, the door takes " + maxMessage);
        }
        if (keys.size() > 1
                || !keys.stream().allMatch(key -> KEY_FORM.matcher(key).matches())) {
            return fault(
                    "bad-header",
                    "Bad user property",
                    "there may be one " + InboundMessage.KEY + ", which must match " + KEY_FORM);
        }
        return message.headers()
                .responseTopic()
                .filter(topic -> !isAllowed(topic))
                .flatMap(topic -> fault(
                        "bad-response-topic",
                        "Response topic is not allowed",
                        "the response topic must be '" + replies + "' or below it"));
    }

    private static Optional<Fault> fault(String code, String title, String detail) {
        return Optional.of(new Fault(code, title, detail));
    }

    /** Where the reply to a message goes. */
    String replyTopic(InboundMessage message) {
        return message.headers().responseTopic().filter(this::isAllowed).orElse(replies);
    }

    private boolean isAllowed(String topic) {
        return TOPIC.matcher(topic).matches()
                && (topic.equals(replies) || topic.startsWith(replies + "/"))
                && !isOurs(topic)
                && !topic.contains("//")
                && !topic.endsWith("/");
    }
}
