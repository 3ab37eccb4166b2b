package io.lineside.gateway.progress;

import io.lineside.config.LineQuantities;
import io.lineside.gateway.line.LineReport;
import io.lineside.gateway.store.FoldResult;
import io.lineside.gateway.store.Store;
import io.lineside.model.EquipmentId;
import io.lineside.model.work.TrackedJob;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Keeps what lines report. Thread-safe. */
public final class ProgressKeeper {
    private static final Logger LOGGER = LoggerFactory.getLogger(ProgressKeeper.class);

    private final Store store;
    private final Function<EquipmentId, LineQuantities> quantities;

    /** A keeper that folds into this store what lines report that say how many pieces they made. */
    public ProgressKeeper(Store store) {
        this(store, line -> LineQuantities.SENT);
    }

    /** A keeper that folds into this store. */
    public ProgressKeeper(Store store, Function<EquipmentId, LineQuantities> quantities) {
        this.store = store;
        this.quantities = quantities;
    }

    /** Folds what a line reported into its job, if that is the line's own; completes when that is durable. */
    public CompletionStage<FoldResult> keep(LineReport report) {
        return new LineReports(store, report.line(), quantities.apply(report.line()))
                .keep(report.responses())
                .thenApply(result -> {
                    note(report, result);
                    return result;
                });
    }

    private static void note(LineReport report, FoldResult result) {
        Optional<EquipmentId> own = result.before().map(TrackedJob::line);
        if (own.isEmpty()) {
            about(LOGGER.atDebug(), report).log("report about a job order that is not ours");
        } else if (!own.get().equals(report.line())) {
            about(LOGGER.atWarn(), report)
                    .log("report ignored: line {} reported about a job of line {}", report.line(), own.get());
        }
    }

    private static LoggingEventBuilder about(LoggingEventBuilder event, LineReport report) {
        return event.addKeyValue("equipment", report.line()).addKeyValue("jobOrder", report.jobOrderId());
    }
}
