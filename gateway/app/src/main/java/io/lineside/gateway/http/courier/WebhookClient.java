package io.lineside.gateway.http.courier;

import io.lineside.config.WebhookConfig;
import io.lineside.gateway.notify.webhook.Courier;
import io.lineside.gateway.notify.webhook.Couriers;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemTrustOptions;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends webhooks by Vert.x, on one thread that the platform API does not share. Nothing is started before the first
 * receiver. Thread-safe.
 */
public final class WebhookClient implements Couriers, AutoCloseable {
    private static final int STOP_SECONDS = 10;
    private static final int IDLE_SECONDS = 60;

    private @Nullable Vertx vertx;

    @Override
    public Courier to(WebhookConfig receiver) {
        HttpClientOptions options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setMaxPoolSize(receiver.concurrency() + 1)
                .setConnectTimeout((int) receiver.timeout().toMillis())
                .setKeepAliveTimeout(IDLE_SECONDS)
                .setDecompressionSupported(false)
                .setMaxHeaderSize(16_384)
                .setTcpNoDelay(true)
                .setVerifyHost(true)
                .setTrustAll(false)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                .setForceSni(true);
        receiver.reach()
                .caFile()
                .ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        return new ReceiverCourier(vertx(), options);
    }

    private synchronized Vertx vertx() {
        Vertx running = vertx;
        if (running == null) {
            running = Vertx.vertx(new VertxOptions()
                    .setEventLoopPoolSize(1)
                    .setWorkerPoolSize(1)
                    .setInternalBlockingPoolSize(2));
            vertx = running;
        }
        return running;
    }

    /** Ends what is under way. */
    @Override
    public synchronized void close() {
        if (vertx != null) {
            vertx.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(STOP_SECONDS, TimeUnit.SECONDS)
                    .join();
            vertx = null;
        }
    }
}
