package io.lineside.gateway.chaos;

import io.lineside.gateway.Gateway;
import io.lineside.gateway.line.LineRegistry;
import io.lineside.gateway.site.SiteCheck;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.JobCommand;
import io.lineside.model.line.ConnectionSetting;
import io.lineside.model.line.JobEvidence;
import io.lineside.model.line.JobListing;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineConnectorProvider;
import io.lineside.model.line.LineHealth;
import io.lineside.model.line.LineListener;
import io.lineside.model.line.LineSettings;
import io.lineside.model.line.MemoryId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A gateway as it must not be: what a line does not answer is sent again until it does. The harness has to see what comes
 * of that.
 */
public final class BlindGateway {
    private BlindGateway() {}

    /** Runs the site in the second argument, as {@code lineside run} does. */
    public static void main(String[] arguments) throws InterruptedException {
        var providers = LineRegistry.providers().stream()
                .<LineConnectorProvider>map(Provider::new)
                .toList();
        var ready = (SiteCheck.Ready) SiteCheck.of(Path.of(arguments[1]), providers, Clock.systemUTC());
        Gateway.start(ready, providers, Clock.systemUTC());
        System.out.println("lineside: ready, and blind");
        System.out.flush();
        new CountDownLatch(1).await();
    }

    private record Provider(LineConnectorProvider real) implements LineConnectorProvider {
        @Override
        public String protocol() {
            return real.protocol();
        }

        @Override
        public List<ConnectionSetting> settings() {
            return real.settings();
        }

        @Override
        public boolean isHandshake() {
            return real.isHandshake();
        }

        @Override
        public LineConnector create(LineSettings settings, LineListener listener) {
            return new Connector(real.create(settings, listener));
        }
    }

    private record Connector(LineConnector real) implements LineConnector {
        @Override
        public void start() {
            real.start();
        }

        @Override
        public CompletionStage<CommandOutcome> send(JobCommand command) {
            return real.send(command).thenCompose(outcome -> {
                if (!(outcome instanceof CommandOutcome.Unknown)) {
                    return CompletableFuture.completedFuture(outcome);
                }
                var shortly = CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);
                return CompletableFuture.supplyAsync(() -> send(command), shortly)
                        .thenCompose(again -> again);
            });
        }

        @Override
        public CompletionStage<JobEvidence> query(JobOrderId jobOrderId) {
            return real.query(jobOrderId);
        }

        @Override
        public CompletionStage<JobListing> list() {
            return real.list();
        }

        @Override
        public Optional<MemoryId> memory() {
            return real.memory();
        }

        @Override
        public LineHealth health() {
            return real.health();
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
