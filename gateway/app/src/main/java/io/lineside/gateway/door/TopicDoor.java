package io.lineside.gateway.door;

import io.lineside.gateway.crash.CrashPoint;
import io.lineside.gateway.intake.Refusal;
import io.lineside.model.topic.OrderTopic;
import io.lineside.model.topic.OrderTopicListener;
import io.lineside.model.topic.OrderTopicProvider;
import io.lineside.model.topic.OrderTopicSettings;
import io.lineside.model.topic.TopicAnswer;
import io.lineside.model.topic.TopicMessage;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A topic of a broker on which somebody publishes orders. Thread-safe. */
public final class TopicDoor {
    private static final int BAD = 400;

    private final OrderTopicSettings settings;
    private final OrderTopicProvider provider;
    private final MessageDoor door;
    private volatile @Nullable OrderTopic topic;
    private volatile Optional<String> waiting = Optional.empty();

    /** A door by these settings. */
    public TopicDoor(OrderTopicSettings settings, OrderTopicProvider provider, MessageDoor door) {
        this.settings = settings;
        this.provider = provider;
        this.door = door;
    }

    /** The providers on the class path. */
    public static List<OrderTopicProvider> providers() {
        return ServiceLoader.load(OrderTopicProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** The name of the door. */
    public String name() {
        return settings.name();
    }

    /** All by which it is known whether it is the same as another. */
    public List<Object> identity() {
        return List.of(settings, door.tenant(), door.mapping());
    }

    /** Begins to hear; what comes goes to the listener. */
    public void open(OrderTopicListener listener) {
        OrderTopic opened = provider.create(settings, listener);
        topic = opened;
        opened.start();
    }

    /** Hears nothing more. */
    public void close() {
        OrderTopic open = topic;
        topic = null;
        if (open != null) {
            open.close();
        }
    }

    /** What is wrong with it; empty while nothing is. */
    public Optional<String> trouble() {
        OrderTopic open = topic;
        if (open == null || !open.health().connected()) {
            return Optional.of(open == null ? "it is not open" : open.health().detail());
        }
        return open.health().waiting() == 0 ? Optional.empty() : waiting.map(why -> "orders wait: " + why);
    }

    /** Hands a message in, and says what becomes of it. */
    public CompletionStage<TopicAnswer> hand(TopicMessage message) {
        if (message.fault().isPresent()) {
            TopicMessage.Fault fault = message.fault().get();
            var refusal = new Refusal(BAD, fault.code(), fault.title(), fault.detail());
            return CompletableFuture.completedFuture(
                    new TopicAnswer.Final(door.refuse(refusal, message.topic()).text(), true));
        }
        // The topic is no part of the key: a sender that was not answered may try another one.
        return door.hand(new MessageDoor.Message("", message.key(), message.content()))
                .thenApply(this::answer);
    }

    private TopicAnswer answer(MessageDoor.Reply reply) {
        waiting = reply.later();
        if (reply.later().isPresent()) {
            return new TopicAnswer.Later(reply.later().get());
        }
        CrashPoint.DOCUMENT_ANSWERED.passed();
        return new TopicAnswer.Final(reply.text(), !reply.taken());
    }
}
