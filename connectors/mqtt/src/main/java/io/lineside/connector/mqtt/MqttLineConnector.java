package io.lineside.connector.mqtt;

import io.lineside.connector.mqtt.link.InboundMessage;
import io.lineside.connector.mqtt.link.Retries;
import io.lineside.connector.mqtt.wire.Envelope;
import io.lineside.connector.mqtt.wire.MalformedMessageException;
import io.lineside.connector.mqtt.wire.MessageReader;
import io.lineside.connector.mqtt.wire.RequestWriter;
import io.lineside.model.JobOrderId;
import io.lineside.model.TraceParent;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.RefusalCode;
import io.lineside.model.line.JobEvidence;
import io.lineside.model.line.JobListing;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineHealth;
import io.lineside.model.line.LineListener;
import io.lineside.model.line.LineMeasures;
import io.lineside.model.line.LineSettings;
import io.lineside.model.line.MemoryId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One line in the unified namespace, over the links that it shares with the other lines of its broker. Thread-safe. */
final class MqttLineConnector implements LineConnector {
    private final LineSettings settings;
    private final BrokerKey key;
    private final BrokerSessions sessions;
    private final Traffic traffic;
    private final LinePresence presence;
    private final LineListener listener;
    private final MalformedMessages malformed = new MalformedMessages();
    private final RequestWriter writer = new RequestWriter();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Optional<Instant> lastContact = Optional.empty();
    private volatile @Nullable BrokerSession session;

    MqttLineConnector(
            LineSettings settings, LineTopics topics, BrokerKey key, BrokerSessions sessions, LineListener to) {
        this.settings = settings;
        this.key = key;
        this.sessions = sessions;
        listener = to;
        presence = new LinePresence(to, topics.status());
        traffic = new Traffic(topics);
    }

    @Override
    public void start() {
        BrokerSession taken = sessions.take(key);
        traffic.join(taken);
        session = taken;
        taken.attach(traffic);
    }

    @Override
    public CompletionStage<CommandOutcome> send(JobCommand command) {
        return send(command, Optional.empty());
    }

    @Override
    public CompletionStage<CommandOutcome> send(JobCommand command, TraceParent trace) {
        return send(command, Optional.of(trace));
    }

    private CompletionStage<CommandOutcome> send(JobCommand command, Optional<TraceParent> trace) {
        return ask(trace, envelope -> writer.command(envelope, command), result -> {
            if (result instanceof ActionResult.Answered answered) {
                return answered.answer().asOutcome();
            }
            if (result instanceof ActionResult.NeverReached never) {
                return new CommandOutcome.Refused(RefusalCode.NOT_DELIVERED, never.reason());
            }
            return new CommandOutcome.Unknown(((ActionResult.NoAnswer) result).waitedFor());
        });
    }

    @Override
    public CompletionStage<JobEvidence> query(JobOrderId jobOrderId) {
        return ask(
                Optional.empty(),
                envelope -> writer.query(envelope, jobOrderId),
                result -> result instanceof ActionResult.Answered answered
                        ? answered.answer().asEvidence(jobOrderId)
                        : new JobEvidence.Unanswered(whyUnanswered(result)));
    }

    @Override
    public CompletionStage<JobListing> list() {
        return ask(
                Optional.empty(),
                writer::list,
                result -> result instanceof ActionResult.Answered answered
                        ? answered.answer().asListing()
                        : new JobListing.Unanswered(whyUnanswered(result)));
    }

    /** A line publishes its status before it takes commands, so that its name comes before any answer. */
    @Override
    public Optional<MemoryId> memory() {
        return presence.memory();
    }

    private static String whyUnanswered(ActionResult result) {
        return result instanceof ActionResult.NeverReached never
                ? never.reason()
                : ((ActionResult.NoAnswer) result).waitedFor();
    }

    private <T> CompletionStage<T> ask(
            Optional<TraceParent> trace, Function<Envelope, byte[]> body, Function<ActionResult, T> meaning) {
        BrokerSession current = session;
        Optional<String> obstacle = presence.obstacle();
        if (current == null || closed.get() || obstacle.isPresent()) {
            String reason = closed.get() ? "the connector is closed" : obstacle.orElse("not started yet");
            return CompletableFuture.completedFuture(
                    meaning.apply(new ActionResult.NeverReached("line not connected: " + reason)));
        }
        ActionRequests requests = current.requests();
        Envelope envelope = envelope(requests.replyTopic());
        return requests.ask(traffic.topics().request(), envelope, body.apply(envelope), trace)
                .thenApply(result -> meaning.apply(noted(result)));
    }

    private Envelope envelope(String replyTopic) {
        return new Envelope(
                traffic.topics().prefix(),
                settings.gatewayId(),
                replyTopic,
                UUID.randomUUID(),
                settings.clock().instant(),
                settings.requestTimeout());
    }

    private ActionResult noted(ActionResult result) {
        if (result instanceof ActionResult.Answered) {
            contact();
        }
        return result;
    }

    private void contact() {
        lastContact = Optional.of(settings.clock().instant());
    }

    @Override
    public LineHealth health() {
        Optional<String> obstacle = presence.obstacle();
        String place = traffic.topics().prefix() + " at " + key.broker();
        String detail = obstacle.map(reason -> place + ": " + reason).orElse(place + ", the line is operational");
        BrokerSession current = session;
        Retries retries = current == null ? Retries.NONE : current.retries();
        return new LineHealth(
                obstacle.isEmpty(),
                detail,
                lastContact,
                warnings(),
                LineMeasures.reconnecting(retries.failed(), retries.pause()));
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (!key.broker().secure() && !key.broker().loopback()) {
            String secret = key.credentials().isPresent() ? "the password and job orders go" : "job orders go";
            warnings.add(secret + " to " + key.broker() + " unencrypted: use ssl://");
        }
        if (malformed.count() > 0) {
            warnings.add("malformed messages seen: " + malformed.count() + " (the first of each topic is in the log)");
        }
        BrokerSession current = session;
        long unreadable = current == null ? 0 : current.requests().malformedAnswers();
        if (unreadable > 0) {
            warnings.add("unreadable answers of lines at this broker: " + unreadable);
        }
        return warnings;
    }

    @Override
    public void close() {
        BrokerSession current = session;
        if (closed.getAndSet(true) || current == null) {
            return;
        }
        current.detach(traffic);
        sessions.giveBack(key);
    }

    /** The line's messages. Confined to the dispatcher's thread. */
    private final class Traffic implements LineTraffic {
        private final LineTopics topics;
        private final MessageReader reader = new MessageReader();
        private @Nullable BrokerSession joined;
        private @Nullable JobReports reports;

        Traffic(LineTopics topics) {
            this.topics = topics;
        }

        void join(BrokerSession taken) {
            joined = taken;
            reports = new JobReports(listener, malformed, taken::resend);
        }

        @Override
        public LineTopics topics() {
            return topics;
        }

        @Override
        public void status(InboundMessage message) {
            try {
                presence.said(reader.status(message.payload()));
                contact();
            } catch (MalformedMessageException e) {
                malformed.seen(message.topic(), e);
            }
            linksChanged();
        }

        @Override
        public void jobState(InboundMessage message) {
            JobReports intake = reports;
            if (intake == null) {
                throw new IllegalStateException("job state before the line joined its broker session");
            }
            contact();
            intake.arrived(message);
        }

        @Override
        public boolean listening() {
            return !closed.get();
        }

        @Override
        public void statusLost() {
            presence.statusLost();
        }

        @Override
        public boolean silent() {
            return presence.silent();
        }

        @Override
        public void linksChanged() {
            BrokerSession links = joined;
            if (links != null && !closed.get()) {
                presence.weigh(links.obstacle(topics), links.failure(topics).isPresent());
            }
        }
    }
}
