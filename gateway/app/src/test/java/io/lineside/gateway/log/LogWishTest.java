package io.lineside.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.config.LogConfig;
import io.lineside.config.LogFormat;
import io.lineside.config.LogLevel;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What whoever starts the gateway, and the site, say about the log. */
class LogWishTest {
    @Test
    void thePropertyWinsOverTheEnvironmentAndBothOverTheSite() {
        // Given
        LogWish wish = wish(
                Map.of("LINESIDE_LOG", "json", "LINESIDE_LOG_LEVELS", "warn, io.vertx = debug"),
                Map.of("lineside.log.levels", "io.vertx=off"));
        var site = new LogConfig(
                LogFormat.TEXT, Optional.of(LogLevel.TRACE), Map.of("io.vertx", LogLevel.INFO, "a.b", LogLevel.DEBUG));
        // When
        LogRules rules =
                LogRules.levels("info,a=error").under(LogRules.of(site)).under(wish.rules());
        // Then
        assertThat(wish.fault()).isEmpty();
        assertThat(rules.format()).contains(LogFormat.JSON);
        assertThat(rules.level("io.vertx.core.Some")).isEqualTo(LogLevel.OFF);
        assertThat(rules.level("io.vertxx")).isEqualTo(LogLevel.WARN);
        assertThat(rules.level("a.b.C")).isEqualTo(LogLevel.DEBUG);
        assertThat(rules.level("a.c")).isEqualTo(LogLevel.ERROR);
        assertThat(rules.level("b")).isEqualTo(LogLevel.WARN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LINESIDE_LOG|jsn|LINESIDE_LOG: is not a known value, was 'jsn'; allowed: text, json",
                "LINESIDE_LOG_LEVELS|loud|LINESIDE_LOG_LEVELS: must be levels like info,io.vertx=debug, was 'loud'",
                "LINESIDE_LOG_LEVELS|info,|LINESIDE_LOG_LEVELS: must be levels like info,io.vertx=debug, was 'info,'"
            })
    void whatNobodyUnderstandsIsTold(String name, String value, String fault) {
        assertThat(wish(Map.of(name, value), Map.of()).fault()).contains(fault);
    }

    private static LogWish wish(Map<String, String> environment, Map<String, String> properties) {
        return LogWish.of(
                name -> Optional.ofNullable(environment.get(name)), name -> Optional.ofNullable(properties.get(name)));
    }
}
