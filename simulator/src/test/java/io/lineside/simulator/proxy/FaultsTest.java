package io.lineside.simulator.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {
    @Test
    void settingsAreWhatWasSetAndSurviveTheirOwnText() {
        // When
        Faults faults = Faults.NONE.with(Map.of(
                "delayUp",
                "PT2S",
                "bandwidth",
                "1000",
                "blackHole",
                "up",
                "dropAfter",
                0,
                "refuse",
                true,
                "random",
                -5));
        // Then
        assertThat(faults.delayUp()).isEqualTo(Duration.ofSeconds(2));
        assertThat(faults.asMap())
                .containsEntry("delayDown", "PT0S")
                .containsEntry("bandwidth", 1_000L)
                .containsEntry("blackHole", "up")
                .containsEntry("dropAfter", 0L)
                .containsEntry("truncateAfter", "off")
                .containsEntry("random", -5L);
        assertThat(Faults.NONE.with(faults.asMap())).isEqualTo(faults);
        assertThat(faults.with(Faults.NONE.asMap())).isEqualTo(Faults.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "delayUp, PT-1S, 'delayUp: must be 0s or longer, was ''PT-1S'''",
        "delayDown, soon, 'delayDown: must be a duration such as PT2S, was ''soon'''",
        "bandwidth, 0, 'bandwidth: must be at least 1, or off, was ''0'''",
        "bandwidth, much, 'bandwidth: must be a whole number or off, was ''much'''",
        "blackHole, left, 'blackHole: must be one of none, up, down, both, was ''left'''",
        "refuse, maybe, 'refuse: must be true or false, was ''maybe'''",
        "speed, 1, 'speed: unknown fault, was ''speed''; allowed: delayUp, delayDown, bandwidth, blackHole, dropAfter, truncateAfter, refuse, random'"
    })
    void whatAFaultCannotBeIsSaidInWords(String key, String value, String message) {
        assertThatThrownBy(() -> Faults.NONE.with(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void randomFaultsAreTheSameForTheSameSeedAndOfEveryKind() {
        // When
        List<RandomFaults.Step> steps = steps(42);
        // Then
        assertThat(steps).isEqualTo(steps(42)).isNotEqualTo(steps(43));
        assertThat(steps).anyMatch(RandomFaults.Step::reset);
        var seen = new HashSet<String>();
        steps.forEach(step -> step.faults().asMap().entrySet().stream()
                .filter(entry -> !Faults.NONE.asMap().entrySet().contains(entry))
                .forEach(entry -> seen.add(entry.getKey())));
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "delayUp", "delayDown", "bandwidth", "blackHole", "dropAfter", "truncateAfter", "refuse");
    }

    private static List<RandomFaults.Step> steps(long seed) {
        var random = new RandomFaults(seed);
        return Stream.generate(random::next).limit(200).toList();
    }
}
