package io.lineside.connector.mqtt;

import io.lineside.connector.mqtt.link.InboundMessage;
import io.lineside.connector.mqtt.link.LinkListener;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What is known about one link, told by the link and kept on the dispatcher's thread, to which it is confined. */
public final class LinkView implements LinkListener {
    private final Dispatcher dispatcher;
    private final Consumer<InboundMessage> messages;
    private final Runnable changed;
    private final Set<String> granted = new HashSet<>();
    private final Map<String, String> denied = new HashMap<>();
    private Optional<String> loss = Optional.of("not connected to the broker yet");
    private boolean tried;
    private int losses;

    /**
     * A link that nothing is known about yet.
     *
     * @param changed runs after every change, on the dispatcher's thread
     */
    public LinkView(Dispatcher dispatcher, Consumer<InboundMessage> messages, Runnable changed) {
        this.dispatcher = dispatcher;
        this.messages = messages;
        this.changed = changed;
    }

    /** Why messages of this topic filter do not arrive; empty when they do. */
    public Optional<String> obstacle(String filter) {
        if (loss.isPresent()) {
            return loss;
        }
        if (granted.contains(filter)) {
            return Optional.empty();
        }
        return Optional.of(denied.getOrDefault(filter, "the broker has not confirmed the subscription to " + filter));
    }

    /** The subscription was given back. */
    void forget(String filter) {
        granted.remove(filter);
        denied.remove(filter);
    }

    /** Whether the broker has taken the connection. */
    public boolean isUp() {
        return loss.isEmpty();
    }

    /**
     * How often the connection was lost, or was not to be had. What came in between came over one connection, even before it
     * was said to be up.
     */
    public int losses() {
        return losses;
    }

    /** The obstacle, if something is wrong and not merely unfinished. */
    Optional<String> failure(String filter) {
        return (loss.isPresent() ? tried : denied.containsKey(filter)) ? obstacle(filter) : Optional.empty();
    }

    @Override
    public void up(boolean sessionPresent) {
        change(() -> loss = Optional.empty());
    }

    @Override
    public void down(String reason) {
        change(() -> {
            loss = Optional.of(reason);
            tried = true;
            losses++;
            granted.clear();
            denied.clear();
        });
    }

    @Override
    public void granted(String filter) {
        change(() -> {
            granted.add(filter);
            denied.remove(filter);
        });
    }

    @Override
    public void denied(String filter, String reason) {
        change(() -> denied.put(filter, reason));
    }

    @Override
    public void arrived(InboundMessage message) {
        dispatcher.message(() -> messages.accept(message));
    }

    private void change(Runnable change) {
        dispatcher.execute(() -> {
            change.run();
            changed.run();
        });
    }
}
