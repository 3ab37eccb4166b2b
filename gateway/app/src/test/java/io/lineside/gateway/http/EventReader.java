package io.lineside.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A platform that reads a stream of server-sent events. */
final class EventReader implements Flow.Subscriber<String>, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String END = "(end)";

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private volatile Flow.@Nullable Subscription subscription;

    private EventReader() {}

    /** One event. */
    record Event(long id, JsonNode data) {}

    /** Reads the stream at this address, with headers given as name and value in turn. */
    static EventReader open(URI address, String... headers) {
        var reader = new EventReader();
        var request = HttpRequest.newBuilder(address);
        var sent = HttpClient.newHttpClient()
                .sendAsync(
                        (headers.length == 0 ? request : request.headers(headers)).build(),
                        BodyHandlers.fromLineSubscriber(reader))
                .exceptionally(failure -> {
                    reader.lines.add(END);
                    return null;
                });
        Objects.requireNonNull(sent);
        return reader;
    }

    /** The next event, which must come in time. */
    Event next() throws InterruptedException, JsonProcessingException {
        long id = -1;
        while (true) {
            String line = lines.poll(30, TimeUnit.SECONDS);
            if (line == null || line.equals(END)) {
                throw new AssertionError("no event came: " + (line == null ? "waited for 30 s" : "the stream ended"));
            }
            if (line.startsWith("id: ")) {
                id = Long.parseLong(line.substring(4));
            } else if (line.startsWith("data: ")) {
                return new Event(id, JSON.readTree(line.substring(6)));
            }
        }
    }

    /** So many events. */
    List<Event> next(int count) throws InterruptedException, JsonProcessingException {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(next());
        }
        return events;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        lines.add(line);
    }

    @Override
    public void onError(Throwable failure) {
        lines.add(END);
    }

    @Override
    public void onComplete() {
        lines.add(END);
    }

    @Override
    public void close() {
        Flow.Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }
}
