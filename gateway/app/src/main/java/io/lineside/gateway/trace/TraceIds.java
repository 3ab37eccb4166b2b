package io.lineside.gateway.trace;

import io.lineside.model.JobOrderId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids that follow from what they are about, so that they are the same after a restart. */
final class TraceIds {
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;
    private static final int HEX = 16;
    private static final double RANGE = Math.pow(2, 63);

    private TraceIds() {}

    /** The trace of an order whose platform named none. */
    static String trace(String order) {
        return HexFormat.of().formatHex(hash("trace " + order), 0, TRACE_BYTES);
    }

    static String span(String what, String about) {
        return HexFormat.of().formatHex(hash(what + " " + about), 0, SPAN_BYTES);
    }

    /** The span of the acceptance, of which all others of the order are a part. */
    static String accepted(String order) {
        return span("accepted", order);
    }

    static String dispatch(String job, int attempt) {
        return span("dispatch " + attempt, job);
    }

    /** Ids of jobs begin with that of their order, which has no hyphen. */
    static String order(JobOrderId job) {
        int end = job.value().indexOf('-');
        return end < 0 ? job.value() : job.value().substring(0, end);
    }

    /** Whether the trace is among the part that is kept, decided as OpenTelemetry's TraceIdRatioBased does. */
    static boolean isAmong(String traceId, double part) {
        long low = Long.parseUnsignedLong(traceId, HEX, 2 * HEX, HEX) & Long.MAX_VALUE;
        return low < part * RANGE;
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
