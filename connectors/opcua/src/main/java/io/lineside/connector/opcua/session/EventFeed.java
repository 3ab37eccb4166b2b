package io.lineside.connector.opcua.session;

import io.lineside.connector.opcua.binary.UnreadableStructureException;
import io.lineside.connector.opcua.mapping.EventReading;
import io.lineside.connector.opcua.mapping.Reading;
import io.lineside.connector.opcua.security.StatusWords;
import io.lineside.connector.opcua.wire.Isa95JobOrder;
import io.lineside.connector.opcua.wire.Isa95JobResponse;
import io.lineside.connector.opcua.wire.Isa95State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.client.subscriptions.MonitoredItemServiceOperationResult;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The subscription to a server's ISA95JobOrderStatusEventType events (OPC 10031-4 6.4), on the Server object, where
 * every event arrives. Created once in the life of its link and never deleted alone: Milo 1.0.8 may stay silent for
 * good after a session's last subscription was deleted. Called from Milo's threads, one event after the other.
 */
final class EventFeed implements OpcUaSubscription.SubscriptionListener {
    private static final Logger LOGGER = LoggerFactory.getLogger(EventFeed.class);
    /** Events that the server keeps between two publish answers; beyond it the oldest go, and the server says so. */
    private static final UInteger QUEUE_SIZE = UInteger.valueOf(1_000);

    private static final Duration SHORTEST_KEEP_ALIVE = Duration.ofSeconds(2);
    private static final double KEEP_ALIVES_UNTIL_SILENT = 2.0;

    private final Link link;
    private final LinkListener listener;

    EventFeed(Link link, LinkListener listener) {
        this.link = link;
        this.listener = listener;
    }

    /** Subscribes; blocks. Where the server has no events, the link works without and says so. */
    EventFeed start(LinkSettings settings) throws UaException {
        var subscription = new OpcUaSubscription(
                link.client(), settings.publishingInterval().toMillis());
        subscription.setTargetKeepAliveInterval((double) keepAlive(settings).toMillis());
        subscription.setWatchdogMultiplier(KEEP_ALIVES_UNTIL_SILENT);
        subscription.setSubscriptionListener(this);
        subscription.create();
        OpcUaMonitoredItem item = OpcUaMonitoredItem.newEventItem(
                NodeIds.Server,
                StatusEvents.filter(link.nodes().namespaceIndex(), link.client().getStaticEncodingContext()));
        item.setQueueSize(QUEUE_SIZE);
        subscription.addMonitoredItem(item);
        refusal(subscription.createMonitoredItems())
                .ifPresent(status -> link.withoutEvents("the server sends no job order status events ("
                        + StatusWords.of(status) + "): job states are learned by asking"));
        return this;
    }

    private static Duration keepAlive(LinkSettings settings) {
        Duration two = settings.requestTimeout().multipliedBy(2);
        return two.compareTo(SHORTEST_KEEP_ALIVE) > 0 ? two : SHORTEST_KEEP_ALIVE;
    }

    private static Optional<StatusCode> refusal(List<MonitoredItemServiceOperationResult> results) {
        return results.stream()
                .map(result -> result.operationResult().orElse(result.serviceResult()))
                .filter(StatusCode::isBad)
                .findFirst();
    }

    @Override
    public void onEventReceived(
            OpcUaSubscription subscription, List<OpcUaMonitoredItem> items, List<Variant[]> events) {
        link.heardFrom();
        try {
            handOver(events);
        } catch (RuntimeException bug) {
            // Milo 1.0.8 never again asks for the notification whose listener has thrown: after a few the feed is
            // silent.
            LOGGER.atError().setCause(bug).log("taking a line's events met a bug");
            listener.reportsMissed("events could not be taken");
        }
    }

    private void handOver(List<Variant[]> events) {
        List<Reading> readings = new ArrayList<>(events.size());
        // Said when all that came is handed over: what was missed is asked for after it.
        Set<String> missed = new LinkedHashSet<>();
        events.forEach(event -> read(event, readings, missed));
        if (!readings.isEmpty()) {
            listener.reported(readings);
        }
        missed.forEach(listener::reportsMissed);
    }

    private void read(Variant[] event, List<Reading> readings, Set<String> missed) {
        if (StatusEvents.isEmpty(event)) {
            // Passes every filter: EventQueueOverflowEventType (OPC 10000-4 7.22.3).
            missed.add("the server's event queue overflowed");
            return;
        }
        try {
            readings.add(read(event));
        } catch (UnreadableStructureException e) {
            readings.add(new Reading.Unusable(Optional.empty(), "event: " + e.getMessage()));
            missed.add("an event could not be read");
        }
    }

    private Reading read(Variant[] event) {
        Object response = event[StatusEvents.JOB_RESPONSE].value();
        Isa95JobResponse said = response == null ? null : link.jobResponse(response);
        return EventReading.of(
                said != null && said.jobOrderId() != null ? null : order(event[StatusEvents.JOB_ORDER].value()),
                link.decodeAll(Isa95State.STRUCTURE, event[StatusEvents.JOB_STATE].value()),
                said,
                event[StatusEvents.TIME].value() instanceof DateTime time
                        ? Optional.of(time.getJavaInstant())
                        : Optional.empty());
    }

    /** The whole order comes with each event, and all that is wanted of it is its id where the response has none. */
    private @Nullable Isa95JobOrder order(@Nullable Object value) {
        return value == null ? null : link.decode(Isa95JobOrder.STRUCTURE, value);
    }

    @Override
    public void onKeepAliveReceived(OpcUaSubscription subscription) {
        link.heardFrom();
    }

    @Override
    public void onNotificationDataLost(OpcUaSubscription subscription) {
        listener.reportsMissed("notifications were lost on the way");
    }

    @Override
    public void onWatchdogTimerElapsed(OpcUaSubscription subscription) {
        link.lose("the server's subscription has gone silent");
    }

    @Override
    public void onStatusChanged(OpcUaSubscription subscription, StatusCode status) {
        link.lose("the server ended the subscription: " + StatusWords.of(status));
    }

    @Override
    public void onTransferFailed(OpcUaSubscription subscription, StatusCode status) {
        link.lose("the server did not take the subscription over into the new session: " + StatusWords.of(status));
    }
}
