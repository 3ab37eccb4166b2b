package io.lineside.simulator.mqtt;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the line connected to its broker: a new Paho client for every attempt, because one that reconnects by itself
 * loses messages, and a growing pause between attempts. What is published while there is no connection is dropped;
 * the line tells everything anew when it is connected.
 *
 * <p>Thread-safe; all Paho calls are made on the link's one thread.
 */
final class BrokerLink {
    private static final Logger LOGGER = LoggerFactory.getLogger(BrokerLink.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration CONNECT_BUDGET = Duration.ofSeconds(10);
    private static final Duration FAREWELL_BUDGET = Duration.ofSeconds(3);

    private final URI broker;
    private final String clientId;
    private final LinkListener listener;
    private final CuttableSockets sockets = new CuttableSockets();
    private final ExecutorService thread;
    private @Nullable BrokerSession session;
    private Duration pause = FIRST_PAUSE;
    private volatile boolean closed;

    BrokerLink(URI broker, String clientId, LinkListener listener) {
        this.broker = broker;
        this.clientId = clientId;
        this.listener = listener;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread worker = new Thread(task, clientId);
            worker.setDaemon(true);
            return worker;
        });
    }

    /** Begins to connect; never fails, it tries again. */
    void start() {
        run(this::attempt);
    }

    /** Sends when connected, drops otherwise. */
    void publish(Publication publication) {
        run(() -> {
            BrokerSession current = session;
            if (current != null) {
                current.publish(publication);
            }
        });
    }

    /** Sends a last message, disconnects and ends. */
    void stop(Publication farewell) {
        closed = true;
        CompletableFuture<Void> gone = new CompletableFuture<>();
        run(() -> sayFarewell(farewell, gone));
        try {
            gone.get(FAREWELL_BUDGET.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOGGER.atDebug().addKeyValue("client", clientId).log("broker did not take the farewell");
        }
        end();
    }

    /** Cuts the connection without a word and ends. */
    void crash() {
        closed = true;
        sockets.cut();
        end();
    }

    private void attempt() {
        discard();
        if (closed) {
            return;
        }
        try {
            BrokerSession next = new BrokerSession(broker, clientId, this);
            session = next;
            next.connect(options(), listener.subscription());
            // A broker that takes the connection and never answers must not hold the line for ever.
            later(CONNECT_BUDGET, () -> timeOut(next));
        } catch (MqttException e) {
            retry(e);
        }
    }

    private void timeOut(BrokerSession attempted) {
        if (session == attempted && !attempted.isReady()) {
            retry(new MqttException(MqttClientException.REASON_CODE_CLIENT_TIMEOUT));
        }
    }

    /** The session is subscribed; called on any thread. */
    void ready(BrokerSession ready) {
        run(() -> {
            if (session == ready && !closed) {
                pause = FIRST_PAUSE;
                listener.connected();
                ready.introduced();
            }
        });
    }

    /** The session is over; called on any thread. */
    void lost(BrokerSession lost, @Nullable Throwable cause) {
        run(() -> {
            if (session == lost) {
                retry(cause);
            }
        });
    }

    /** A message came in; called on Paho's thread, so that it is only handed on. */
    void arrived(BrokerSession by, Incoming message) {
        Runnable work = listener.arrived(message);
        run(() -> by.take(work));
    }

    /** Runs on the link's thread. */
    void run(Runnable task) {
        try {
            thread.execute(() -> onThread(task));
        } catch (RejectedExecutionException e) {
            // The link has ended.
        }
    }

    private void later(Duration wait, Runnable task) {
        CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> run(task));
    }

    private void onThread(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOGGER.atError().addKeyValue("client", clientId).setCause(e).log("link to the broker failed");
        }
    }

    private void retry(@Nullable Throwable cause) {
        discard();
        if (closed) {
            return;
        }
        LOGGER.atDebug().addKeyValue("client", clientId).setCause(cause).log("no connection to the broker");
        long longest = pause.toMillis();
        Duration wait = Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        later(wait, this::attempt);
    }

    private void discard() {
        BrokerSession old = session;
        session = null;
        if (old != null) {
            old.discard();
        }
    }

    private void sayFarewell(Publication farewell, CompletableFuture<Void> gone) {
        BrokerSession current = session;
        if (current == null || !current.isReady()) {
            gone.complete(null);
            return;
        }
        current.publish(farewell.then(() -> current.disconnect(() -> gone.complete(null))));
    }

    private void end() {
        run(() -> {
            discard();
            sockets.cut();
        });
        thread.shutdown();
    }

    private MqttConnectionOptions options() {
        MqttConnectionOptions options = listener.options();
        options.setSocketFactory(sockets);
        options.setAutomaticReconnect(false);
        return options;
    }
}
