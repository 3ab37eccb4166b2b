package io.lineside.gateway.site;

import io.lineside.config.LineConfig;
import io.lineside.config.Site;
import io.lineside.config.source.Fault;
import io.lineside.config.source.Position;
import io.lineside.model.job.JobResponse;
import io.lineside.model.line.LineConnectorProvider;
import io.lineside.model.line.LineListener;
import io.lineside.model.line.LineSettings;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What only the protocol of a line can judge of its connection; no line is connected to. */
final class ConnectionCheck {
    private ConnectionCheck() {}

    /** One fault for each line whose connector refuses its settings. */
    static List<Fault> of(Site site, List<LineConnectorProvider> providers, Clock clock) {
        return site.lines().stream()
                .flatMap(line -> providers.stream()
                        .filter(provider -> provider.protocol().equals(line.protocol()))
                        .flatMap(provider -> refusal(line, provider, site.settings(line, clock)).stream()))
                .toList();
    }

    private static Optional<Fault> refusal(LineConfig line, LineConnectorProvider provider, LineSettings settings) {
        try {
            provider.create(settings, new Nobody()).close();
            return Optional.empty();
        } catch (IllegalArgumentException refused) {
            return Optional.of(fault(line, String.valueOf(refused.getMessage())));
        }
    }

    /** A message says {@code lines.<id>.<path>: <rule>}; its place in the file is where the connection stands. */
    private static Fault fault(LineConfig line, String message) {
        String prefix = "lines." + line.id() + ".";
        int end = message.indexOf(": ");
        Position at = line.connectionAt();
        return message.startsWith(prefix) && end > 0
                ? new Fault(
                        at.file(),
                        at.line(),
                        at.column(),
                        message.substring(prefix.length(), end),
                        message.substring(end + 2))
                : Fault.at(at, message);
    }

    private static final class Nobody implements LineListener {
        @Override
        public void connected() {}

        @Override
        public void disconnected(String reason) {}

        @Override
        public CompletionStage<Void> reported(JobResponse response) {
            return CompletableFuture.completedFuture(null);
        }
    }
}
