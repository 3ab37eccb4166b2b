package io.lineside.gateway.http.courier;

import io.lineside.gateway.notify.webhook.Answer;
import io.lineside.gateway.notify.webhook.Letter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One request and its answer, within its time whatever the receiver does. Confined to the client's event loop. */
final class Attempt {
    /** More than this of a body is not read. */
    private static final int MOST = 65_536;

    private final Letter letter;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final Buffer beginning = Buffer.buffer();
    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse head;
    private int received;
    private boolean whole;

    Attempt(Letter letter) {
        this.letter = letter;
    }

    CompletionStage<Answer> answer() {
        return answer;
    }

    void start(Vertx vertx, HttpClient client, RequestOptions options) {
        long timer = vertx.setTimer(letter.timeout().toMillis(), late -> end("no answer within " + letter.timeout()));
        var unused = answer.whenComplete((done, never) -> vertx.cancelTimer(timer));
        try {
            client.request(options).onSuccess(this::connected).onFailure(failure -> end(words(failure)));
        } catch (IllegalStateException closed) {
            end("not sent: the gateway stops");
        }
    }

    private void connected(HttpClientRequest open) {
        request = open;
        if (answer.isDone()) {
            open.reset();
            return;
        }
        open.exceptionHandler(failure -> end(words(failure)));
        open.send(Buffer.buffer(letter.body().getBytes(StandardCharsets.UTF_8)))
                .onSuccess(this::answered)
                .onFailure(failure -> end(words(failure)));
    }

    private void answered(HttpClientResponse response) {
        head = response;
        response.exceptionHandler(failure -> end(words(failure)))
                .endHandler(complete -> {
                    whole = true;
                    end("no answer");
                })
                .handler(this::read);
    }

    private void read(Buffer part) {
        received += part.length();
        if (beginning.length() < Answer.LONGEST) {
            beginning.appendBuffer(part, 0, Math.min(part.length(), Answer.LONGEST - beginning.length()));
        }
        if (received > MOST) {
            end("no answer");
        }
    }

    /** The status is the answer, whatever became of the rest; without one there is none, for this reason. */
    private void end(String reason) {
        HttpClientResponse response = head;
        boolean first = answer.complete(
                response == null ? new Answer.Silent(reason) : answered(response.statusCode(), response));
        if (first && request != null && !whole) {
            request.reset();
        }
    }

    private Answer answered(int status, HttpClientResponse response) {
        String body = status / 100 == 2 ? "" : beginning.toString(StandardCharsets.ISO_8859_1);
        Optional<Duration> wish = RetryAfter.read(
                Optional.ofNullable(response.getHeader("Retry-After")),
                Optional.ofNullable(response.getHeader("Date")));
        return new Answer.Answered(status, body, status == 429 || status == 503 ? wish : Optional.empty());
    }

    private static String words(Throwable failure) {
        if (failure instanceof SSLException) {
            return "its certificate is not trusted or not for its name";
        }
        return failure instanceof ConnectException
                ? "no connection"
                : "the connection broke (" + failure.getClass().getSimpleName() + ")";
    }
}
