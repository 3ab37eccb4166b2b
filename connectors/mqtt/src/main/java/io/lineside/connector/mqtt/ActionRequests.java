package io.lineside.connector.mqtt;

import io.lineside.connector.mqtt.link.InboundMessage;
import io.lineside.connector.mqtt.link.MqttLink;
import io.lineside.connector.mqtt.link.OutgoingMessage;
import io.lineside.connector.mqtt.link.PublishOutcome;
import io.lineside.connector.mqtt.wire.Envelope;
import io.lineside.connector.mqtt.wire.LineAnswer;
import io.lineside.connector.mqtt.wire.MalformedMessageException;
import io.lineside.connector.mqtt.wire.MessageReader;
import io.lineside.model.TraceParent;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Requests on their way and the answers they wait for, of all lines of a broker. Thread-safe. */
final class ActionRequests {
    /** So that what the link says at the end of the same patience is heard first. */
    private static final Duration MARGIN = Duration.ofMillis(100);

    private static final ActionResult TIMED_OUT = new ActionResult.NoAnswer("");

    private final MqttLink link;
    private final String replyTopic;
    private final Map<String, Pending> pending = new ConcurrentHashMap<>();
    private final MessageReader reader = new MessageReader();
    private final MalformedMessages malformed = new MalformedMessages();

    ActionRequests(MqttLink link, String replyTopic) {
        this.link = link;
        this.replyTopic = replyTopic;
    }

    String replyTopic() {
        return replyTopic;
    }

    /** Publishes a request and waits for its answer; completes normally, whatever happens, after the timeout at most. */
    CompletionStage<ActionResult> ask(String topic, Envelope envelope, byte[] body, Optional<TraceParent> trace) {
        String correlation = envelope.correlationHex();
        var request = new Pending(envelope.timeout());
        pending.put(correlation, request);
        link.publish(new OutgoingMessage(topic, body, replyTopic, envelope.correlation(), envelope.timeout(), trace))
                .thenAccept(request::published);
        return request.result
                .completeOnTimeout(TIMED_OUT, envelope.timeout().plus(MARGIN).toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(result -> result == TIMED_OUT ? new ActionResult.NoAnswer(request.waitedFor()) : result)
                .whenComplete((result, failure) -> pending.remove(correlation));
    }

    /** An answer came; late and foreign ones are ignored. */
    void answered(InboundMessage message) {
        try {
            LineAnswer answer = reader.answer(message.payload(), message.correlation());
            Pending request = pending.get(answer.correlation());
            if (request != null) {
                request.result.complete(new ActionResult.Answered(answer));
            }
        } catch (MalformedMessageException e) {
            malformed.seen(message.topic(), e);
        }
    }

    long malformedAnswers() {
        return malformed.count();
    }

    /** Settles what still waits. */
    void close() {
        pending.values()
                .forEach(request -> request.result.complete(
                        new ActionResult.NoAnswer(request.waitedFor() + ", and the connector was closed")));
    }

    /** One request. Thread-safe. */
    private static final class Pending {
        private final CompletableFuture<ActionResult> result = new CompletableFuture<>();
        private final Duration timeout;
        private volatile String progress = "no PUBACK and ";

        Pending(Duration timeout) {
            this.timeout = timeout;
        }

        void published(PublishOutcome outcome) {
            if (outcome instanceof PublishOutcome.Taken) {
                progress = "PUBACK came, ";
            } else if (outcome instanceof PublishOutcome.TakenForNobody) {
                progress = "PUBACK came and said that nobody is subscribed, ";
            } else if (outcome instanceof PublishOutcome.Unconfirmed unconfirmed) {
                progress = unconfirmed.reason() + ", ";
            } else if (outcome instanceof PublishOutcome.Denied denied) {
                result.complete(new ActionResult.NeverReached("the broker refused the request: " + denied.reason()));
            } else if (outcome instanceof PublishOutcome.NeverSent neverSent) {
                result.complete(new ActionResult.NeverReached("the request was not sent: " + neverSent.reason()));
            }
        }

        String waitedFor() {
            return progress + "no action-response within " + timeout.toMillis() + " ms";
        }
    }
}
