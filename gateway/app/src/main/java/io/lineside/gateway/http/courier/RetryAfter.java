package io.lineside.gateway.http.courier;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How long a receiver wants to be left alone (RFC 9110 10.2.3): seconds, or a time. A time is that of the receiver's own
 * clock, and so counts from its Date; without one it says nothing. Pure.
 */
final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

    private RetryAfter() {}

    /** The wish, {@code PT0S} for a time that is over; empty for what is neither. */
    static Optional<Duration> read(Optional<String> wish, Optional<String> date) {
        Optional<String> words = wish.map(String::trim);
        if (words.filter(text -> SECONDS.matcher(text).matches()).isPresent()) {
            return words.map(text -> Duration.ofSeconds(Long.parseLong(text)));
        }
        Optional<OffsetDateTime> until = words.flatMap(RetryAfter::time);
        Optional<OffsetDateTime> now = date.map(String::trim).flatMap(RetryAfter::time);
        return until.isEmpty() || now.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.between(now.get(), until.get())).map(RetryAfter::notNegative);
    }

    private static Duration notNegative(Duration time) {
        return time.isNegative() ? Duration.ZERO : time;
    }

    private static Optional<OffsetDateTime> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
