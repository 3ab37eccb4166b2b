package io.lineside.connector.mqtt;

import io.lineside.connector.mqtt.link.InboundMessage;
import io.lineside.connector.mqtt.wire.MalformedMessageException;
import io.lineside.connector.mqtt.wire.MessageReader;
import io.lineside.model.job.JobResponse;
import io.lineside.model.line.LineListener;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Brings job states to the gateway and acknowledges those that it has kept. Confined to the dispatcher's thread. */
final class JobReports {
    /** A store that takes longer than this is treated as one that failed. */
    private static final Duration LONGEST_KEEPING = Duration.ofSeconds(60);

    private final LineListener listener;
    private final MessageReader reader = new MessageReader();
    private final MalformedMessages malformed;
    private final Consumer<String> resend;

    /**
     * @param resend makes the broker send again what was not acknowledged
     */
    JobReports(LineListener listener, MalformedMessages malformed, Consumer<String> resend) {
        this.listener = listener;
        this.malformed = malformed;
        this.resend = resend;
    }

    void arrived(InboundMessage message) {
        if (message.payload().length == 0) { // the line forgot the job, because it was told to
            message.receipt().acknowledge();
            return;
        }
        try {
            JobResponse response = reader.jobState(message.payload());
            requireSameJob(message.topic(), response);
            report(response, message);
        } catch (MalformedMessageException e) {
            malformed.seen(message.topic(), e);
            message.receipt().acknowledge();
        }
    }

    private static void requireSameJob(String topic, JobResponse response) throws MalformedMessageException {
        String id = response.jobOrderId().value();
        if (!topic.endsWith("/" + id)) {
            throw new MalformedMessageException(
                    "JobResponse.JobOrderID", "must be the last level of the topic, was '" + id + "'");
        }
    }

    private void report(JobResponse response, InboundMessage message) {
        CompletionStage<Void> keeping = keep(response).orTimeout(LONGEST_KEEPING.toSeconds(), TimeUnit.SECONDS);
        keeping.whenComplete((kept, failure) -> settle(message, failure));
    }

    private CompletableFuture<Void> keep(JobResponse response) {
        try {
            return listener.reported(response).thenApply(Function.identity()).toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void settle(InboundMessage message, @Nullable Throwable failure) {
        if (failure == null) {
            message.receipt().acknowledge();
        } else {
            message.receipt().forgo();
            resend.accept("the gateway could not keep a job state; the broker has to send it again");
        }
    }
}
