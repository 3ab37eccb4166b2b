package io.lineside.gateway.line;

import io.lineside.gateway.crash.CrashPoint;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/** Feeds every line's reports into a route; the report is acknowledged to the line when the route is done with it. */
final class LineConsumer extends DefaultConsumer {
    private final LineEndpoint endpoint;

    LineConsumer(LineEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        endpoint.lines().deliverTo(this::take);
    }

    @Override
    protected void doStop() throws Exception {
        endpoint.lines().deliverTo(null);
        super.doStop();
    }

    private CompletionStage<Void> take(LineReport report) {
        CrashPoint.REPORT_HEARD.passed();
        var kept = new CompletableFuture<Void>();
        Exchange exchange = createExchange(false);
        exchange.getMessage().setBody(report);
        getAsyncProcessor().process(exchange, doneSync -> {
            Exception failure = exchange.getException();
            releaseExchange(exchange, false);
            if (failure != null) {
                endpoint.lines().counts(report.line()).notKept(failure);
                kept.completeExceptionally(failure);
            } else {
                CrashPoint.REPORT_KEPT.passed();
                kept.complete(null);
            }
        });
        return kept;
    }
}
