package io.lineside.gateway.http.courier;

import io.lineside.gateway.notify.webhook.Answer;
import io.lineside.gateway.notify.webhook.Courier;
import io.lineside.gateway.notify.webhook.Letter;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;

/** The connections to one receiver. Thread-safe. */
final class ReceiverCourier implements Courier {
    private final Vertx vertx;
    private final HttpClient client;

    ReceiverCourier(Vertx vertx, HttpClientOptions options) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(options);
    }

    @Override
    public CompletionStage<Answer> send(Letter letter) {
        var attempt = new Attempt(letter);
        vertx.runOnContext(started -> attempt.start(vertx, client, options(letter)));
        return attempt.answer();
    }

    /** Host, SNI and certificate go by the name; the connection goes to the address, which is looked up by nobody. */
    private static RequestOptions options(Letter letter) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(letter.url().host())
                .setPort(letter.url().port())
                .setSsl(letter.url().isEncrypted())
                .setURI(letter.url().target())
                .setServer(SocketAddress.inetSocketAddress(
                        new InetSocketAddress(letter.address(), letter.url().port())))
                .setFollowRedirects(false);
        letter.headers().forEach(options::putHeader);
        return options;
    }

    @Override
    public void close() {
        client.close();
    }
}
