package io.lineside.simulator.opcua;

import java.util.List;
import org.eclipse.milo.opcua.sdk.server.ManagedNamespaceWithLifecycle;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.sdk.server.items.EventItem;
import org.eclipse.milo.opcua.sdk.server.items.MonitoredItem;
import org.eclipse.milo.opcua.sdk.server.util.SubscriptionModel;

/** A namespace whose variables can be monitored and whose objects notify of events. */
public abstract class SampledNamespace extends ManagedNamespaceWithLifecycle {
    private final SubscriptionModel subscriptions;

    /** Registers the namespace; its nodes are added by tasks of its life cycle. */
    protected SampledNamespace(OpcUaServer server, String uri) {
        super(server, uri);
        subscriptions = new SubscriptionModel(server, this);
        getLifecycleManager().addLifecycle(subscriptions);
    }

    @Override
    public final void onDataItemsCreated(List<DataItem> items) {
        subscriptions.onDataItemsCreated(items);
    }

    @Override
    public final void onDataItemsModified(List<DataItem> items) {
        subscriptions.onDataItemsModified(items);
    }

    @Override
    public final void onDataItemsDeleted(List<DataItem> items) {
        subscriptions.onDataItemsDeleted(items);
    }

    @Override
    public final void onMonitoringModeChanged(List<MonitoredItem> items) {
        subscriptions.onMonitoringModeChanged(items);
    }

    // Milo registers event items of the Server object only; those of our own objects are ours to register.
    @Override
    public final void onEventItemsCreated(List<EventItem> items) {
        items.forEach(getServer().getEventNotifier()::register);
    }

    @Override
    public final void onEventItemsDeleted(List<EventItem> items) {
        items.forEach(getServer().getEventNotifier()::unregister);
    }
}
