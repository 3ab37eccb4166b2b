package io.lineside.gateway.http.courier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110 10.2.3: Retry-After is a number of seconds, or a time. */
class RetryAfterTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "120                           | -                             | PT2M",
                "120                           | Sun, 06 Nov 1994 08:49:37 GMT | PT2M",
                "Sun, 06 Nov 1994 08:54:37 GMT | Sun, 06 Nov 1994 08:49:37 GMT | PT5M",
                "Sun, 06 Nov 1994 08:00:00 GMT | Sun, 06 Nov 1994 08:49:37 GMT | PT0S",
                "Sun, 06 Nov 1994 08:54:37 GMT | -                             | -",
                "Sun, 06 Nov 1994 08:54:37 GMT | today                         | -",
                "Mon, 06 Nov 1994 08:54:37 GMT | Sun, 06 Nov 1994 08:49:37 GMT | -",
                "-5                            | -                             | -",
                "soon                          | Sun, 06 Nov 1994 08:49:37 GMT | -",
                "99999999999                   | -                             | -"
            })
    void wishIsReadAsSecondsOrAsATimeOfTheReceiversClock(String wish, String date, Duration expected) {
        assertThat(RetryAfter.read(Optional.of(wish), Optional.ofNullable(date)))
                .isEqualTo(Optional.ofNullable(expected));
    }
}
