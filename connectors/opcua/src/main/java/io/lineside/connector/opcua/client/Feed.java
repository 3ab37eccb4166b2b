package io.lineside.connector.opcua.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;

/**
 * One subscription of a session, shared by all who want its publishing interval. Thread-safe; adding and removing
 * block for the server's answer.
 *
 * <p>It stays when its last item goes: Milo 1.0.8 may stay silent for good after a session's last subscription was
 * deleted.
 */
public final class Feed implements OpcUaSubscription.SubscriptionListener {
    private static final Duration SHORTEST_KEEP_ALIVE = Duration.ofSeconds(2);
    private static final double KEEP_ALIVES_UNTIL_SILENT = 2.0;

    private final ServerSession session;
    private final OpcUaSubscription subscription;

    Feed(OpcUaClient client, ServerSession session, Duration interval, Duration requestTimeout) {
        this.session = session;
        Duration two = requestTimeout.multipliedBy(2);
        subscription = new OpcUaSubscription(client, interval.toMillis());
        subscription.setTargetKeepAliveInterval(
                (double) (two.compareTo(SHORTEST_KEEP_ALIVE) > 0 ? two : SHORTEST_KEEP_ALIVE).toMillis());
        subscription.setWatchdogMultiplier(KEEP_ALIVES_UNTIL_SILENT);
        subscription.setSubscriptionListener(this);
    }

    /** What the server says to an item: its listener is called from now on, unless the status is Bad. */
    public record Answer(OpcUaMonitoredItem item, StatusCode status) {}

    /** Adds items, whose listeners must be set already so that the first value is not lost. */
    public synchronized List<Answer> add(List<OpcUaMonitoredItem> items) {
        try {
            if (subscription.getSubscriptionId().isEmpty()) {
                subscription.create();
            }
        } catch (UaException e) {
            throw OpcUaException.of("the server gives no subscription", e);
        }
        subscription.addMonitoredItems(items);
        List<Answer> answers = subscription.createMonitoredItems(items::contains).stream()
                .map(result -> new Answer(
                        result.monitoredItem(), result.operationResult().orElse(result.serviceResult())))
                .toList();
        remove(answers.stream()
                .filter(answer -> answer.status().isBad())
                .map(Answer::item)
                .toList());
        return answers;
    }

    /** Removes items at the server, too. */
    public synchronized Optional<StatusCode> remove(List<OpcUaMonitoredItem> items) {
        subscription.removeMonitoredItems(items);
        return subscription.deleteMonitoredItems().stream()
                .filter(result -> !result.isGood())
                .map(result -> result.operationResult().orElse(result.serviceResult()))
                .findFirst();
    }

    @Override
    public void onNotificationDataLost(OpcUaSubscription lost) {
        session.missed("notifications were lost on the way");
    }

    @Override
    public void onWatchdogTimerElapsed(OpcUaSubscription silent) {
        session.lose("the server's subscription has gone silent");
    }

    @Override
    public void onStatusChanged(OpcUaSubscription ended, StatusCode status) {
        session.lose("the server ended the subscription (" + status + ")");
    }

    @Override
    public void onTransferFailed(OpcUaSubscription left, StatusCode status) {
        session.lose("the server did not take the subscription over into the new session (" + status + ")");
    }
}
