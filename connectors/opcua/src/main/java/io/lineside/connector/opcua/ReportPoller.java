package io.lineside.connector.opcua;

import io.lineside.connector.opcua.session.Link;
import io.lineside.model.job.JobResponse;
import io.lineside.model.line.JobListing;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.stack.core.Stack;

/**
 * Lists the jobs of a line again and again and reports what changed: every second for a line without events (OPC 10031-4
 * has them optional), every half minute beside events. Thread-safe.
 */
final class ReportPoller {
    /** For a line without events: asking is the only way to know. */
    private static final Duration WITHOUT_EVENTS = Duration.ofSeconds(1);
    /** For a line with events, in case that they stay out while everything else looks well. */
    private static final Duration BESIDE_EVENTS = Duration.ofSeconds(30);

    private final Link link;
    private final Duration pause;
    private final JobQuestions questions;
    private final Consumer<JobResponse> report;
    private final ListedNews news;

    ReportPoller(Link link, JobQuestions questions, Consumer<JobResponse> report) {
        this.link = link;
        pause = link.noEvents().isPresent() ? WITHOUT_EVENTS : BESIDE_EVENTS;
        this.questions = questions;
        this.report = report;
        news = new ListedNews(link.noEvents().isEmpty());
    }

    void start() {
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, Stack.sharedExecutor())
                .execute(this::ask);
    }

    private void ask() {
        if (!link.isOver()) {
            questions.list(link).whenComplete((listing, failure) -> {
                if (listing instanceof JobListing.Known known) {
                    news.in(known.responses()).forEach(report);
                }
                start();
            });
        }
    }
}
