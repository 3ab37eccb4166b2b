package io.lineside.gateway.notify.webhook;

import java.time.Instant;

/** Times before which nothing is done. */
final class Due {
    private Due() {}

    /** Whether a time has come. One further away than any pause is long was set by a clock that has been set back since. */
    static boolean is(Instant time, Instant now) {
        return !time.isAfter(now) || time.isAfter(now.plus(Pauses.EVENT));
    }
}
