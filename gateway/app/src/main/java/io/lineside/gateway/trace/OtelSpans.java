package io.lineside.gateway.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Hands spans to OpenTelemetry, which brings them to a collector by OTLP over HTTP. Confined to one thread, but for closing. */
final class OtelSpans implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int STOP_SECONDS = 5;

    private final GivenIds ids = new GivenIds();
    private final SdkTracerProvider provider;
    private final Tracer tracer;

    /**
     * Begins to send.
     *
     * @param endpoint of the collector, to which {@code /v1/traces} is added
     * @param instance names this gateway among those of the site
     */
    OtelSpans(String endpoint, String site, String instance) {
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint + "/v1/traces")
                .setTimeout(TIMEOUT)
                .setRetryPolicy(null)
                .build();
        Resource about = Resource.getDefault().toBuilder()
                .put("service.name", "lineside")
                .put("service.namespace", site)
                .put("service.instance.id", instance)
                .build();
        provider = SdkTracerProvider.builder()
                .setIdGenerator(ids)
                .setSampler(Sampler.alwaysOn())
                .setResource(about)
                .addSpanProcessor(new SpanPost(exporter, endpoint))
                .build();
        tracer = provider.get("io.lineside.gateway");
    }

    /** The ids of the span that comes next: ours, for they have to be the same after a restart. */
    private static final class GivenIds implements IdGenerator {
        private String trace = "";
        private String span = "";

        @Override
        public String generateSpanId() {
            return span;
        }

        @Override
        public String generateTraceId() {
            return trace;
        }
    }

    void write(Span span) {
        SpanBuilder builder = tracer.spanBuilder(span.name())
                .setSpanKind(SpanKind.valueOf(span.kind().name()))
                .setStartTimestamp(span.start());
        span.attributes().forEach((key, value) -> {
            if (value instanceof Long number) {
                builder.setAttribute(AttributeKey.longKey(key), number);
            } else {
                builder.setAttribute(AttributeKey.stringKey(key), String.valueOf(value));
            }
        });
        builder.setParent(span.parent()
                .map(parent -> Context.root()
                        .with(io.opentelemetry.api.trace.Span.wrap(SpanContext.createFromRemoteParent(
                                span.traceId(), parent, TraceFlags.getSampled(), TraceState.getDefault()))))
                .orElse(Context.root()));
        ids.trace = span.traceId();
        ids.span = span.id();
        io.opentelemetry.api.trace.Span started = builder.startSpan();
        if (span.failed()) {
            started.setStatus(StatusCode.ERROR);
        }
        started.end(span.end());
    }

    /** Sends what is left, and waits for that a few seconds at most. */
    @Override
    public void close() {
        CompletableResultCode done = provider.shutdown();
        done.join(STOP_SECONDS, TimeUnit.SECONDS);
    }
}
