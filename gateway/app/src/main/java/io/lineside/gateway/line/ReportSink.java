package io.lineside.gateway.line;

import java.util.concurrent.CompletionStage;

/** Takes lines' reports; the stage completes when the report is durable. */
@FunctionalInterface
interface ReportSink {
    CompletionStage<Void> take(LineReport report);
}
