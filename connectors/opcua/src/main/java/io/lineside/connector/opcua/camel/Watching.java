package io.lineside.connector.opcua.camel;

import java.time.Duration;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.DataChangeTrigger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.DeadbandType;
import org.eclipse.milo.opcua.stack.core.types.structured.DataChangeFilter;

/**
 * How closely a consumer looks.
 *
 * @param publishingInterval how often the server sends
 * @param samplingInterval how often the server looks at the variable; 0 for as often as it can
 * @param queueSize values or events that the server keeps between two sendings
 * @param discardOldest whether the oldest or the newest goes when the queue is full
 * @param deadband changes up to this size are not reported; 0 for all
 */
record Watching(
        Duration publishingInterval, Duration samplingInterval, int queueSize, boolean discardOldest, double deadband) {
    /** Refuses numbers that make no sense. */
    Watching {
        if (publishingInterval.isNegative() || publishingInterval.isZero()) {
            throw new IllegalArgumentException("publishingInterval: must be longer than 0, was " + publishingInterval);
        }
        if (samplingInterval.isNegative()) {
            throw new IllegalArgumentException("samplingInterval: must be 0 or longer, was " + samplingInterval);
        }
        if (queueSize < 1) {
            throw new IllegalArgumentException("queueSize: must be 1 or more, was " + queueSize);
        }
        if (!(deadband >= 0)) {
            throw new IllegalArgumentException("deadband: must be 0 or more, was " + deadband);
        }
    }

    void applyTo(OpcUaMonitoredItem item) {
        item.setQueueSize(UInteger.valueOf(queueSize));
        item.setDiscardOldest(discardOldest);
    }

    void applyToData(OpcUaMonitoredItem item) {
        applyTo(item);
        item.setSamplingInterval((double) samplingInterval.toMillis());
        if (deadband > 0) {
            item.setFilter(new DataChangeFilter(
                    DataChangeTrigger.StatusValue, UInteger.valueOf(DeadbandType.Absolute.getValue()), deadband));
        }
    }
}
