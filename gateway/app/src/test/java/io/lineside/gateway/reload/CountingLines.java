package io.lineside.gateway.reload;

import io.lineside.model.JobOrderId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.RefusalCode;
import io.lineside.model.line.ConnectionSetting;
import io.lineside.model.line.JobEvidence;
import io.lineside.model.line.JobListing;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineConnectorProvider;
import io.lineside.model.line.LineHealth;
import io.lineside.model.line.LineListener;
import io.lineside.model.line.LineSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A protocol without a wire, which counts what is done to its links. Thread-safe. */
final class CountingLines implements LineConnectorProvider {
    final List<String> history = Collections.synchronizedList(new ArrayList<>());
    private final List<Link> links = Collections.synchronizedList(new ArrayList<>());

    Link of(String name) {
        return List.copyOf(links).stream()
                .filter(link -> link.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no link " + name));
    }

    long made(String line) {
        return List.copyOf(links).stream()
                .filter(link -> link.name.startsWith(line + " "))
                .count();
    }

    @Override
    public String protocol() {
        return "counting";
    }

    @Override
    public List<ConnectionSetting> settings() {
        return List.of(ConnectionSetting.required("address", ConnectionSetting.Type.TEXT, "where it is"));
    }

    @Override
    public LineConnector create(LineSettings settings, LineListener listener) {
        String address = settings.required("address");
        if (address.equals("impossible")) {
            throw new IllegalArgumentException(
                    "lines." + settings.line() + ".connection.address: must be possible, was impossible");
        }
        var link = new Link(settings.line() + " " + address, listener);
        links.add(link);
        return link;
    }

    final class Link implements LineConnector {
        final String name;
        final LineListener listener;
        volatile boolean started;
        volatile boolean closed;
        volatile int asked;

        Link(String name, LineListener listener) {
            this.name = name;
            this.listener = listener;
        }

        @Override
        public void start() {
            started = true;
            history.add(name + " starts");
        }

        @Override
        public CompletionStage<CommandOutcome> send(JobCommand command) {
            return CompletableFuture.completedFuture(
                    new CommandOutcome.Refused(RefusalCode.NOT_DELIVERED, "nothing is there"));
        }

        @Override
        public CompletionStage<JobEvidence> query(JobOrderId jobOrderId) {
            return CompletableFuture.completedFuture(new JobEvidence.Unanswered("nothing is there"));
        }

        @Override
        public synchronized CompletionStage<JobListing> list() {
            asked = asked + 1;
            return CompletableFuture.completedFuture(new JobListing.Unanswered("nothing is there"));
        }

        @Override
        public LineHealth health() {
            return new LineHealth(false, "nothing is there", Optional.empty(), List.of());
        }

        @Override
        public void close() {
            closed = true;
            history.add(name + " closes");
        }
    }
}
