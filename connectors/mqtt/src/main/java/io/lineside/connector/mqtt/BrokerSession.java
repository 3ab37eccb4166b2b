package io.lineside.connector.mqtt;

import io.lineside.connector.mqtt.link.InboundMessage;
import io.lineside.connector.mqtt.link.LinkTimings;
import io.lineside.connector.mqtt.link.MqttLink;
import io.lineside.connector.mqtt.link.Retries;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two links to one broker, shared by all its lines, and who gets which message. Thread-safe; its state is owned by
 * the dispatcher's thread.
 */
final class BrokerSession implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(BrokerSession.class);
    private static final Duration FIRST_SILENCE = Duration.ofSeconds(1);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private final BrokerKey key;
    private final Duration strayGrace;
    private final Dispatcher dispatcher;
    private final LinkView commands;
    private final LinkView reports;
    private final MqttLink commandLink;
    private final MqttLink reportLink;
    private final ActionRequests requests;
    private final Map<String, LineTraffic> byStatus = new HashMap<>();
    private final Map<String, LineTraffic> byJobStates = new HashMap<>();
    private final StrayReports strays = new StrayReports();

    BrokerSession(BrokerKey key, LinkTimings timings, MqttLink.Factory links) {
        this.key = key;
        strayGrace = timings.strayGrace();
        dispatcher = new Dispatcher("mqtt-lines " + key.broker());
        commands = new LinkView(dispatcher, this::commandMessage, this::commandsChanged);
        reports = new LinkView(dispatcher, this::reportMessage, this::tellLines);
        commandLink = links.link(key.commandLink(timings), commands);
        reportLink = links.link(key.reportLink(timings), reports);
        requests = new ActionRequests(commandLink, key.replyTopic());
    }

    void start() {
        commandLink.subscribe(key.replyTopic());
        commandLink.start();
        reportLink.start();
    }

    /** How the attempts to connect go, of the worse link. */
    Retries retries() {
        return commandLink.retries().or(reportLink.retries());
    }

    ActionRequests requests() {
        return requests;
    }

    /** Lets a line hear its messages from now on. */
    void attach(LineTraffic line) {
        LineTopics topics = line.topics();
        dispatcher.execute(() -> {
            byStatus.put(topics.status(), line);
            byJobStates.put(topics.jobStates(), line);
            strays.claim(topics.jobStates()).forEach(line::jobState);
            resendOverflow();
            // Here and not on the caller's thread, so that it can not come before an earlier unsubscribe.
            commandLink.subscribe(topics.status());
            reportLink.subscribe(topics.jobStates());
            line.linksChanged();
        });
        watchSilence(line, FIRST_SILENCE);
    }

    /**
     * Asks for the status of a silent line again. A broker may lose a retained message that is published while the
     * subscription to it is being made: Artemis 2.55 does so in one of fifteen starts.
     */
    private void watchSilence(LineTraffic line, Duration pause) {
        dispatcher.after(pause, () -> {
            String status = line.topics().status();
            if (byStatus.get(status) != line) {
                return;
            }
            boolean ask = line.silent() && commands.obstacle(status).isEmpty();
            if (ask) {
                commandLink.subscribeAgain(status);
            }
            Duration longer = pause.multipliedBy(2);
            Duration next = longer.compareTo(LONGEST_SILENCE) < 0 ? longer : LONGEST_SILENCE;
            watchSilence(line, ask ? next : FIRST_SILENCE);
        });
    }

    /** Stops a line hearing; the broker goes on keeping its job states, for when it comes back. */
    void detach(LineTraffic line) {
        String status = line.topics().status();
        dispatcher.execute(() -> {
            byJobStates.remove(line.topics().jobStates(), line);
            if (byStatus.remove(status, line)) {
                commandLink.unsubscribe(status);
                commands.forget(status);
            }
        });
    }

    private void resendOverflow() {
        if (strays.overflowed()) {
            resend("job states came before their line was started; the broker has to send them again");
        }
    }

    /** Makes the broker send again what was not acknowledged. */
    void resend(String reason) {
        reportLink.reconnect(reason);
    }

    /**
     * Why the line of these topics can not be reached through the broker. What failed goes before what is not done yet, so
     * that a link still connecting does not hide why the other was refused. Dispatcher's thread only.
     */
    Optional<String> obstacle(LineTopics topics) {
        return failure(topics)
                .or(() -> commands.obstacle(key.replyTopic()))
                .or(() -> commands.obstacle(topics.status()))
                .or(() -> reports.obstacle(topics.jobStates()));
    }

    /** The obstacle, if it is a failure and not merely a connection still being made. Dispatcher's thread only. */
    Optional<String> failure(LineTopics topics) {
        return commands.failure(key.replyTopic())
                .or(() -> commands.failure(topics.status()))
                .or(() -> reports.failure(topics.jobStates()));
    }

    private void commandsChanged() {
        if (!commands.isUp()) {
            byStatus.values().forEach(LineTraffic::statusLost);
        }
        tellLines();
    }

    private void tellLines() {
        List.copyOf(byStatus.values()).forEach(LineTraffic::linksChanged);
    }

    private void commandMessage(InboundMessage message) {
        LineTraffic line = byStatus.get(message.topic());
        if (line != null) {
            line.status(message);
        } else if (message.topic().equals(key.replyTopic())) {
            requests.answered(message);
        }
        message.receipt().acknowledge();
    }

    private void reportMessage(InboundMessage message) {
        Optional<String> filter = LineTopics.jobStatesOfTopic(message.topic());
        if (filter.isEmpty()) {
            message.receipt().acknowledge();
            return;
        }
        LineTraffic line = byJobStates.get(filter.get());
        if (line != null && line.listening()) {
            line.jobState(message);
        } else if (strays.keep(filter.get(), message)) {
            dispatcher.after(strayGrace, () -> abandon(filter.get()));
        }
    }

    /** Nobody came for these: the line left the site files, and the broker's session remembers it. */
    private void abandon(String filter) {
        var left = strays.claim(filter);
        if (left.isEmpty() || byJobStates.containsKey(filter)) {
            return;
        }
        LOGGER.atWarn()
                .addKeyValue("topic", filter)
                .addKeyValue("messages", left.size())
                .log("job states of a line that this gateway no longer has are dropped, and it unsubscribes");
        reportLink.unsubscribe(filter);
        reports.forget(filter);
        left.forEach(message -> message.receipt().acknowledge());
        resendOverflow();
    }

    @Override
    public void close() {
        var first = CompletableFuture.runAsync(commandLink::close);
        reportLink.close();
        first.join();
        requests.close();
        dispatcher.close();
    }
}
