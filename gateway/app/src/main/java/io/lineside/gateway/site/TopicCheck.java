package io.lineside.gateway.site;

import io.lineside.config.Site;
import io.lineside.config.door.MqttDoorConfig;
import io.lineside.config.source.Fault;
import io.lineside.model.topic.OrderTopicProvider;
import io.lineside.model.topic.TopicAnswer;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;

/** What only the protocol can judge of a topic of orders; no broker is connected to. */
final class TopicCheck {
    private TopicCheck() {}

    static List<Fault> of(Site site) {
        List<OrderTopicProvider> providers = ServiceLoader.load(OrderTopicProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.kind().equals("mqtt"))
                .toList();
        return site.doors().mqtt().stream()
                .flatMap(door -> providers.stream().flatMap(provider -> refusal(site, door, provider).stream()))
                .toList();
    }

    private static Optional<Fault> refusal(Site site, MqttDoorConfig door, OrderTopicProvider provider) {
        try {
            provider.create(
                            site.topic(door),
                            message -> CompletableFuture.completedFuture(new TopicAnswer.Later("nobody hears it")))
                    .close();
            return Optional.empty();
        } catch (IllegalArgumentException refused) {
            return Optional.of(fault(door, String.valueOf(refused.getMessage())));
        }
    }

    /** A message says {@code <key>: <rule>}, of the door or of its connection. */
    private static Fault fault(MqttDoorConfig door, String message) {
        int end = message.indexOf(": ");
        String key = end > 0 ? message.substring(0, end) : "topic";
        String path = key.equals("topic") || key.equals("replies") ? key : "connection." + key;
        return Fault.at(door.at().child(path), end > 0 ? message.substring(end + 2) : message);
    }
}
