package io.lineside.gateway.notify.webhook;

import io.lineside.config.WebhookConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The whole way of one message to a receiver: its name is looked up once, its address is judged, and the connection goes to
 * that very address. Thread-safe.
 */
final class Post implements AutoCloseable {
    private final WebhookConfig receiver;
    private final Names names;
    private final Courier courier;
    private final Clock clock;
    private final AddressGuard guard;
    private final Signer signer;

    Post(WebhookConfig receiver, Names names, Courier courier, Clock clock) {
        this.receiver = receiver;
        this.names = names;
        this.courier = courier;
        this.clock = clock;
        this.guard = new AddressGuard(receiver.reach().allowPrivate());
        this.signer = new Signer(receiver.secrets());
    }

    /** One attempt. */
    record Sent(Instant at, long millis, Answer answer) {
        /** Whether the receiver has it. */
        boolean isDelivered() {
            return answer instanceof Answer.Answered answered && answered.status() / 100 == 2;
        }

        /** Whether the receiver says that there will never be anybody. */
        boolean isGone() {
            return answer instanceof Answer.Answered answered && answered.status() == 410;
        }

        /** What went wrong, for people; nothing for a success. */
        String detail() {
            if (isDelivered()) {
                return "";
            }
            if (answer instanceof Answer.Answered answered) {
                String redirect = answered.status() / 100 == 3 ? "; redirects are not followed" : "";
                return "answered " + answered.status() + redirect
                        + (answered.body().isEmpty() ? "" : ": " + answered.body());
            }
            return ((Answer.Silent) answer).reason();
        }

        Optional<Integer> status() {
            return answer instanceof Answer.Answered answered ? Optional.of(answered.status()) : Optional.empty();
        }

        Optional<Duration> retryAfter() {
            return answer instanceof Answer.Answered answered ? answered.retryAfter() : Optional.empty();
        }
    }

    /** Sends a message once; completes normally whatever becomes of it, on any thread. */
    CompletionStage<Sent> send(Message message) {
        Instant at = clock.instant();
        long began = System.nanoTime();
        return names.addresses(receiver.url().host())
                .toCompletableFuture()
                .copy()
                .orTimeout(receiver.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .thenCompose(addresses -> deliver(message, at, addresses))
                .exceptionally(Post::unsent)
                .thenApply(answer -> new Sent(at, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began), answer));
    }

    // All addresses are judged, not only the one that is used: a name with a private one among them is a trick.
    private CompletionStage<Answer> deliver(Message message, Instant at, List<InetAddress> addresses) {
        Optional<String> refusal = addresses.stream()
                .flatMap(address -> guard.refusal(address).stream())
                .findFirst();
        if (refusal.isPresent()) {
            return CompletableFuture.completedFuture(
                    new Answer.Silent("not sent: its address must be public, was " + refusal.get()));
        }
        Map<String, String> headers = new LinkedHashMap<>(signer.headers(message.id(), at, message.body()));
        headers.put("content-type", "application/cloudevents+json; charset=utf-8");
        headers.put("user-agent", "Lineside");
        return courier.send(new Letter(receiver.url(), addresses.get(0), headers, message.body(), receiver.timeout()));
    }

    private static Answer unsent(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof UnknownHostException) {
            return new Answer.Silent("not sent: the name of its host is not known");
        }
        return cause instanceof TimeoutException
                ? new Answer.Silent("not sent: the name of its host could not be looked up in time")
                : new Answer.Silent("not sent: " + cause.getClass().getSimpleName());
    }

    @Override
    public void close() {
        courier.close();
    }
}
