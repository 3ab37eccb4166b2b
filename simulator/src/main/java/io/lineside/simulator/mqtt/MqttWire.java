package io.lineside.simulator.mqtt;

import io.lineside.simulator.job.JobListener;
import io.lineside.simulator.job.JobSnapshot;
import io.lineside.simulator.line.LineRuntime;
import io.lineside.simulator.line.LineWire;
import io.lineside.simulator.line.UnreliableReports;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line that takes job orders over MQTT 5. It starts without a broker too, and tells its status and all its jobs
 * whenever it gets connected.
 *
 * <p>Requests are done one at a time on the line's thread, in the order received, and acknowledged after that.
 */
public final class MqttWire implements LineWire, LinkListener, JobListener {
    private static final Logger LOGGER = LoggerFactory.getLogger(MqttWire.class);
    private static final int KEEP_ALIVE_SECONDS = 15;
    private static final int CONNECT_SECONDS = 5;
    private static final int RECEIVE_MAXIMUM = 100;

    private final LineRuntime runtime;
    private final URI broker;
    private final LineTopics topics;
    private final LineMessages messages;
    private final RequestHandler handler;
    private final BrokerLink link;
    // Jobs whose retained state the broker still holds; confined to the line's thread.
    private final Set<String> toForget = new LinkedHashSet<>();

    private MqttWire(LineRuntime runtime, URI broker, String topicPrefix) {
        this.runtime = runtime;
        this.broker = broker;
        this.topics = new LineTopics(topicPrefix);
        this.messages = new LineMessages(topicPrefix, UUID.randomUUID().toString(), runtime);
        this.handler = new RequestHandler(runtime.jobs(), messages);
        this.link = new BrokerLink(broker, "line-" + runtime.spec().id(), this);
    }

    /** Starts the line; it may still be connecting when this returns. */
    public static MqttWire start(LineRuntime runtime, URI broker, String topicPrefix) {
        MqttWire wire = new MqttWire(runtime, broker, topicPrefix);
        UnreliableReports.begin(runtime, wire);
        wire.link.start();
        return wire;
    }

    @Override
    public String endpoint() {
        return broker.toString();
    }

    @Override
    public void stop() {
        link.stop(Publication.retained(topics.status(), messages.status(false)));
    }

    @Override
    public void crash() {
        link.crash();
    }

    @Override
    public MqttConnectionOptions options() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout(CONNECT_SECONDS);
        options.setReceiveMaximum(RECEIVE_MAXIMUM);
        options.setUseSubscriptionIdentifiers(false);
        Publication will = Publication.retained(topics.status(), messages.status(false));
        options.setWill(will.topic(), will.message());
        MqttProperties properties = new MqttProperties();
        properties.setContentType("application/json");
        properties.setPayloadFormat(true);
        options.setWillMessageProperties(properties);
        return options;
    }

    @Override
    public String subscription() {
        return topics.actionRequest();
    }

    @Override
    public void connected() {
        onLine(() -> {
            link.publish(Publication.retained(topics.status(), messages.status(true)));
            runtime.jobs().jobs().forEach(this::changed);
            Set.copyOf(toForget).forEach(this::forgotten);
        });
    }

    @Override
    public Runnable arrived(Incoming message) {
        Instant arrival = runtime.clock().instant();
        return () -> onLine(() -> handle(message, arrival));
    }

    @Override
    public void changed(JobSnapshot job) {
        String id = job.response().jobOrderId();
        toForget.remove(id);
        link.publish(Publication.retained(topics.jobState(id), messages.jobState(job.response())));
    }

    @Override
    public void forgotten(String jobOrderId) {
        toForget.add(jobOrderId);
        link.publish(Publication.cleared(topics.jobState(jobOrderId), () -> onLine(() -> toForget.remove(jobOrderId))));
    }

    private void handle(Incoming message, Instant arrival) {
        if (isExpired(message.expirySeconds(), arrival)) {
            LOGGER.atDebug().addKeyValue("equipment", runtime.spec().id()).log("request came too late");
            message.acknowledge().run();
            return;
        }
        Request.read(message).ifPresent(request -> {
            var payload = handler.handle(request);
            if (!runtime.answers().isHeld()) {
                link.publish(Publication.answer(
                        request.responseAddress(), messages.answer(request, payload), request.correlation()));
            }
        });
        message.acknowledge().run();
    }

    private boolean isExpired(@Nullable Long expirySeconds, Instant arrival) {
        return expirySeconds != null && runtime.clock().instant().isAfter(arrival.plusSeconds(expirySeconds));
    }

    private void onLine(Runnable task) {
        try {
            runtime.worker().execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    LOGGER.atError()
                            .addKeyValue("equipment", runtime.spec().id())
                            .setCause(e)
                            .log("a request failed");
                }
            });
        } catch (RejectedExecutionException e) {
            // The line has ended.
        }
    }
}
