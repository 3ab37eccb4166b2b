package io.lineside.gateway.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** A call of the management port of a running gateway. */
final class ManagementCall {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONG_PATIENCE = Duration.ofMinutes(5);

    private final URI base;
    private final Optional<String> token;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** Calls of the port at this address, by whoever has the token. */
    ManagementCall(URI base, Optional<String> token) {
        this.base = base;
        this.token = token;
    }

    /** What came back. */
    record Answer(int status, String body) {
        boolean isGood() {
            return status / 100 == 2;
        }
    }

    /** Nobody listens there. */
    static final class NotRunningException extends IOException {
        private static final long serialVersionUID = 1;

        NotRunningException(URI base, ConnectException cause) {
            super("no gateway answers at " + base + ": is it running?", cause);
        }
    }

    Answer get(String path) throws IOException {
        return send(HttpRequest.newBuilder(base.resolve(path)).GET());
    }

    /** Posts nothing but the wish, and waits longer: lines may have to answer first. */
    Answer post(String path) throws IOException {
        return send(
                HttpRequest.newBuilder(base.resolve(path)).POST(HttpRequest.BodyPublishers.noBody()), LONG_PATIENCE);
    }

    Answer post(String path, String json) throws IOException {
        return send(HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private Answer send(HttpRequest.Builder request) throws IOException {
        return send(request, PATIENCE);
    }

    private Answer send(HttpRequest.Builder request, Duration patience) throws IOException {
        token.ifPresent(own -> request.header("Authorization", "Bearer " + own));
        try {
            HttpResponse<String> response =
                    client.send(request.timeout(patience).build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (ConnectException e) {
            throw new NotRunningException(base, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + base, e);
        }
    }
}
