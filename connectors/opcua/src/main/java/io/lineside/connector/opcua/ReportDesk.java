package io.lineside.connector.opcua;

import io.lineside.connector.opcua.mapping.Reading;
import io.lineside.connector.opcua.session.Link;
import io.lineside.model.EquipmentId;
import io.lineside.model.job.JobResponse;
import io.lineside.model.line.LineListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.milo.opcua.stack.core.Stack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Hands over to the gateway what a line says, and writes to the log what a technician should know, once and not for
 * every job. Thread-safe.
 */
final class ReportDesk {
    private static final Logger LOGGER = LoggerFactory.getLogger(OpcUaLineConnector.class);
    private static final String EQUIPMENT = "equipment";
    /** While reports can not be kept, asking again more often than this would only add to the trouble. */
    private static final Duration RESYNC_PAUSE = Duration.ofSeconds(1);

    private final EquipmentId line;
    private final LineListener listener;
    private final JobQuestions questions;
    private final AtomicBoolean resyncPending = new AtomicBoolean();
    private final AtomicBoolean unusableLogged = new AtomicBoolean();
    private final AtomicBoolean notKeptLogged = new AtomicBoolean();
    private final AtomicReference<String> lastReason = new AtomicReference<>("");

    ReportDesk(EquipmentId line, LineListener listener, JobQuestions questions) {
        this.line = line;
        this.listener = listener;
        this.questions = questions;
    }

    void connected(String detail) {
        if (!lastReason.getAndSet("connected").equals("connected")) {
            unusableLogged.set(false);
            LOGGER.atInfo().addKeyValue(EQUIPMENT, line).log("line {}", detail);
        }
        guarded(listener::connected);
    }

    /** Says it once for each new reason, however many attempts fail for it. */
    void disconnected(String reason) {
        if (!lastReason.getAndSet(reason).equals(reason)) {
            LOGGER.atWarn().addKeyValue(EQUIPMENT, line).log("line not connected: {}", reason);
            guarded(() -> listener.disconnected(reason));
        }
    }

    /** Hands over what came together, the reports about a job that stand one behind the other as one. */
    void accept(List<Reading> readings, Runnable resynchronise) {
        List<JobResponse> ofOneJob = new ArrayList<>();
        for (Reading reading : readings) {
            if (reading instanceof Reading.Usable usable) {
                if (!ofOneJob.isEmpty()
                        && !ofOneJob.get(0)
                                .jobOrderId()
                                .equals(usable.response().jobOrderId())) {
                    report(List.copyOf(ofOneJob), resynchronise);
                    ofOneJob.clear();
                }
                ofOneJob.add(usable.response());
            } else {
                unusable(reading);
            }
        }
        if (!ofOneJob.isEmpty()) {
            report(ofOneJob, resynchronise);
        }
    }

    private void unusable(Reading reading) {
        if (reading instanceof Reading.Unusable unusable) {
            LOGGER.atLevel(unusableLogged.compareAndSet(false, true) ? Level.WARN : Level.DEBUG)
                    .addKeyValue(EQUIPMENT, line)
                    .log("report ignored: {}", unusable.reason());
        }
    }

    void missed(String why, Runnable resynchronise) {
        LOGGER.atWarn().addKeyValue(EQUIPMENT, line).log("reports may be missing, asking the line: {}", why);
        later(resynchronise);
    }

    /** Asks again and again while the link holds. */
    void poll(Link link, Runnable resynchronise) {
        new ReportPoller(link, questions, response -> report(List.of(response), resynchronise)).start();
    }

    private void report(List<JobResponse> responses, Runnable resynchronise) {
        guarded(() -> {
            CompletionStage<Void> kept = listener.reported(responses);
            kept.whenComplete((nothing, failure) -> {
                if (failure != null) {
                    notKept(failure, resynchronise);
                } else {
                    notKeptLogged.set(false);
                }
            });
        });
    }

    private void notKept(Throwable failure, Runnable resynchronise) {
        LOGGER.atLevel(notKeptLogged.compareAndSet(false, true) ? Level.WARN : Level.DEBUG)
                .addKeyValue(EQUIPMENT, line)
                .log("report could not be kept, asking the line again: {}", failure.toString());
        later(resynchronise);
    }

    private void later(Runnable resynchronise) {
        if (resyncPending.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(RESYNC_PAUSE.toMillis(), TimeUnit.MILLISECONDS, Stack.sharedExecutor())
                    .execute(() -> {
                        resyncPending.set(false);
                        resynchronise.run();
                    });
        }
    }

    // The top of Milo's and the keeper's threads: a bug behind the listener must not cost the session.
    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException bug) {
            LOGGER.atError().addKeyValue(EQUIPMENT, line).setCause(bug).log("the gateway failed to take a report");
        }
    }
}
