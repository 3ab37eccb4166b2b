package io.lineside.gateway.http;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the Prefer header (RFC 7240). */
final class Preference {
    /** Longer waits are cut to this many seconds: proxies close idle requests at 30 and more. */
    static final int LONGEST_WAIT = 25;

    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,6})\"?(?=$|[,;\\s])");

    private Preference() {}

    /** Seconds of {@code wait=n}, cut to {@link #LONGEST_WAIT}; empty when not asked for. */
    static OptionalInt wait(List<String> headers) {
        for (String header : headers) {
            Matcher wait = WAIT.matcher(header);
            if (wait.find()) {
                return OptionalInt.of(Math.min(Integer.parseInt(wait.group(1)), LONGEST_WAIT));
            }
        }
        return OptionalInt.empty();
    }
}
