package io.lineside.gateway.notify.webhook;

import java.time.Duration;
import java.util.Optional;

/** What came back for a {@link Letter}. */
public sealed interface Answer {
    /** The most characters that are kept of a body. */
    int LONGEST = 200;

    /**
     * The receiver answered.
     *
     * @param status of HTTP
     * @param body its beginning; nothing for a success
     * @param retryAfter how long it wants to be left alone
     */
    record Answered(int status, String body, Optional<Duration> retryAfter) implements Answer {
        /** Keeps the beginning of the body, in characters that can do no harm in a log or on a page. */
        public Answered {
            body = escaped(body);
        }

        private static String escaped(String text) {
            StringBuilder safe = new StringBuilder();
            for (int i = 0; i < text.length() && safe.length() < LONGEST; i++) {
                char c = text.charAt(i);
                boolean plain = c >= ' ' && c <= '~' && c != '<' && c != '>' && c != '&' && c != '\\';
                safe.append(plain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
            }
            return safe.toString();
        }
    }

    /**
     * It did not, or not in time; it may have read the letter all the same.
     *
     * @param reason for people
     */
    record Silent(String reason) implements Answer {}
}
