package io.lineside.gateway.progress;

import io.lineside.gateway.line.LineReport;
import io.lineside.gateway.store.FoldResult;
import io.lineside.gateway.store.Store;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what lines report. Thread-safe. */
public final class ProgressKeeper {
    private static final Logger LOGGER = LoggerFactory.getLogger(ProgressKeeper.class);

    private final Store store;

    /** A keeper that folds into this store. */
    public ProgressKeeper(Store store) {
        this.store = store;
    }

    /** Folds a report into its job; completes when that is durable. */
    public CompletionStage<FoldResult> keep(LineReport report) {
        return store.change(report.response().jobOrderId(), job -> ReportRules.judge(job, report.response()))
                .thenApply(result -> {
                    if (result.before().isEmpty()) {
                        LOGGER.atDebug()
                                .addKeyValue("equipment", report.line())
                                .addKeyValue("jobOrder", report.response().jobOrderId())
                                .log("report about a job order that is not ours");
                    }
                    return result;
                });
    }
}
