package io.lineside.connector.mqtt.link;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Remembers what a link says; answers for messages as told. Thread-safe. */
final class RecordingLinkListener implements LinkListener {
    final List<Boolean> ups = new CopyOnWriteArrayList<>();
    final List<String> downs = new CopyOnWriteArrayList<>();
    final List<String> granted = new CopyOnWriteArrayList<>();
    final List<String> denied = new CopyOnWriteArrayList<>();
    final List<InboundMessage> messages = new CopyOnWriteArrayList<>();
    private final Consumer<InboundMessage> then;

    RecordingLinkListener(Consumer<InboundMessage> then) {
        this.then = then;
    }

    static RecordingLinkListener acknowledging() {
        return new RecordingLinkListener(message -> message.receipt().acknowledge());
    }

    static RecordingLinkListener silent() {
        return new RecordingLinkListener(message -> {});
    }

    @Override
    public void up(boolean sessionPresent) {
        ups.add(sessionPresent);
    }

    @Override
    public void down(String reason) {
        downs.add(reason);
    }

    @Override
    public void granted(String filter) {
        granted.add(filter);
    }

    @Override
    public void denied(String filter, String reason) {
        denied.add(reason);
    }

    @Override
    public void arrived(InboundMessage message) {
        messages.add(message);
        then.accept(message);
    }
}
