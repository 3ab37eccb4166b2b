package io.lineside.gateway.plan;

import io.lineside.model.WorkRequestId;
import java.security.SecureRandom;
import java.time.Clock;

/** Makes order ids: {@code ord_} and a ULID, so that they sort by time and cannot be guessed. Thread-safe. */
public final class OrderIds {
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int TIME_DIGITS = 10;
    private static final int RANDOM_DIGITS = 16;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** Ids that carry this clock's time. */
    public OrderIds(Clock clock) {
        this.clock = clock;
    }

    /** A new id, never given before. */
    public WorkRequestId next() {
        var id = new StringBuilder("ord_");
        long millis = clock.millis();
        for (int digit = TIME_DIGITS - 1; digit >= 0; digit--) {
            id.append(CROCKFORD.charAt((int) (millis >>> (5 * digit)) & 31));
        }
        byte[] noise = new byte[RANDOM_DIGITS];
        random.nextBytes(noise);
        for (byte b : noise) {
            id.append(CROCKFORD.charAt(b & 31));
        }
        return new WorkRequestId(id.toString());
    }
}
