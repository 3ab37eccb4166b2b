package io.lineside.connector.mqtt.order;

import io.lineside.connector.mqtt.Dispatcher;
import io.lineside.connector.mqtt.LinkView;
import io.lineside.connector.mqtt.link.InboundMessage;
import io.lineside.connector.mqtt.link.MqttLink;
import io.lineside.connector.mqtt.link.OutgoingMessage;
import io.lineside.connector.mqtt.link.PublishOutcome;
import io.lineside.model.topic.OrderTopic;
import io.lineside.model.topic.OrderTopicListener;
import io.lineside.model.topic.TopicAnswer;
import io.lineside.model.topic.TopicHealth;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders of one topic filter. One link hears, with a session that the broker keeps while the gateway is away; another one
 * replies, because a client that does both loses messages (P1 in the facts about Paho). What is not acknowledged when the
 * connection goes comes again, so its copy here is dropped then. Thread-safe; its state is the dispatcher's alone.
 */
final class MqttOrderTopic implements OrderTopic {
    private static final Logger LOGGER = LoggerFactory.getLogger(MqttOrderTopic.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /** A reply is for whoever asks, and he may be away for a night. */
    private static final Duration REPLY_KEPT = Duration.ofDays(1);

    private final OrderTopicRules rules;
    private final OrderTopicListener listener;
    private final Dispatcher dispatcher;
    private final LinkView hearing;
    private final LinkView replying;
    private final MqttLink in;
    private final MqttLink out;
    private final AtomicBoolean told = new AtomicBoolean();
    private int connection;
    private int waiting;
    private long taken;
    private long refused;
    private volatile TopicHealth health = new TopicHealth(false, "not connected to the broker yet", 0, 0, 0);

    MqttOrderTopic(OrderTopicRules rules, OrderLinks links, OrderTopicListener listener) {
        this.rules = rules;
        this.listener = listener;
        dispatcher = new Dispatcher("mqtt-orders " + rules.filter());
        hearing = new LinkView(dispatcher, this::message, this::changed);
        replying = new LinkView(dispatcher, message -> message.receipt().acknowledge(), this::changed);
        in = links.hearing(hearing);
        out = links.replying(replying);
    }

    /** A message on its way, and of which connection it is. */
    private record Offer(InboundMessage message, int connection) {}

    @Override
    public void start() {
        in.subscribe(rules.filter());
        out.start();
        in.start();
    }

    @Override
    public TopicHealth health() {
        return health;
    }

    private void changed() {
        if (connection != hearing.losses()) {
            connection = hearing.losses();
            waiting = 0;
        }
        observe();
    }

    private void observe() {
        Optional<String> obstacle = hearing.obstacle(rules.filter());
        health = new TopicHealth(
                obstacle.isEmpty() && replying.isUp(),
                obstacle.orElse(replying.isUp() ? "hears " + rules.filter() : "can not reply"),
                taken,
                refused,
                waiting);
    }

    private void message(InboundMessage message) {
        if (OrderTopicRules.isOurs(message.topic())) {
            message.receipt().acknowledge();
            return;
        }
        waiting++;
        observe();
        offer(new Offer(message, connection), FIRST_PAUSE);
    }

    private void offer(Offer offer, Duration pause) {
        if (offer.connection() != connection) {
            return;
        }
        asked(offer)
                .whenComplete((answer, failure) -> dispatcher.execute(() -> {
                    if (failure != null) {
                        again(offer, pause, failure.toString());
                    } else if (answer instanceof TopicAnswer.Later later) {
                        again(offer, pause, later.why());
                    } else {
                        reply(offer, (TopicAnswer.Final) answer, FIRST_PAUSE);
                    }
                }));
    }

    private CompletionStage<TopicAnswer> asked(Offer offer) {
        try {
            return listener.arrived(rules.read(offer.message()));
        } catch (RuntimeException bug) {
            return CompletableFuture.failedFuture(bug);
        }
    }

    private void again(Offer offer, Duration pause, String why) {
        if (told.compareAndSet(false, true)) {
            LOGGER.atWarn().addKeyValue("topic", rules.filter()).log("orders have to wait: {}", why);
        }
        dispatcher.after(pause, () -> offer(offer, longer(pause)));
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private void reply(Offer offer, TopicAnswer.Final answer, Duration pause) {
        if (offer.connection() != connection) {
            return;
        }
        InboundMessage message = offer.message();
        out.publish(new OutgoingMessage(
                        rules.replyTopic(message),
                        answer.reply(),
                        "",
                        HexFormat.of().parseHex(message.correlation()),
                        REPLY_KEPT))
                .thenAccept(outcome -> dispatcher.execute(() -> replied(offer, answer, outcome, pause)));
    }

    private void replied(Offer offer, TopicAnswer.Final answer, PublishOutcome outcome, Duration pause) {
        if (outcome instanceof PublishOutcome.NeverSent || outcome instanceof PublishOutcome.Unconfirmed) {
            dispatcher.after(pause, () -> reply(offer, answer, longer(pause)));
            return;
        }
        if (outcome instanceof PublishOutcome.Denied denied) {
            LOGGER.atWarn()
                    .addKeyValue("topic", rules.replyTopic(offer.message()))
                    .log("the broker does not let this gateway reply: {}", denied.reason());
        }
        settle(offer, answer.refused());
    }

    private void settle(Offer offer, boolean isRefused) {
        if (offer.connection() == connection) {
            offer.message().receipt().acknowledge();
            told.set(false);
            waiting--;
            taken += isRefused ? 0 : 1;
            refused += isRefused ? 1 : 0;
            observe();
        }
    }

    @Override
    public void close() {
        var first = CompletableFuture.runAsync(in::close);
        out.close();
        first.join();
        dispatcher.close();
    }
}
