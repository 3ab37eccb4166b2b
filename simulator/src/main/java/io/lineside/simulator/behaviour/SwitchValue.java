package io.lineside.simulator.behaviour;

import io.lineside.simulator.job.Command;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a switch can be set to.
 *
 * @param wanted in words, for a refusal
 * @param read the value of what a file or a request holds: a Boolean, a number, a text or a list of texts
 */
record SwitchValue(String wanted, Function<Object, Optional<Object>> read) {
    /** On or off. */
    static final SwitchValue FLAG =
            new SwitchValue("true or false", raw -> raw instanceof Boolean ? Optional.of(raw) : Optional.empty());

    /** A time, forwards or backwards. */
    static final SwitchValue DURATION = new SwitchValue(
            "a duration such as PT20S or -PT5M", raw -> duration(raw).map(time -> time));

    /** A time to wait. */
    static final SwitchValue WAIT = new SwitchValue(
            "a duration of 0s or longer such as PT2S",
            raw -> duration(raw).filter(time -> !time.isNegative()).map(time -> time));

    /** Names of methods of the receiver or the response provider. */
    static final SwitchValue METHODS = new SwitchValue(
            "a list of method names such as [Update, Pause, RequestJobResponseByJobOrderState]",
            raw -> raw instanceof List<?> list && list.stream().allMatch(SwitchValue::isMethod)
                    ? Optional.of(List.copyOf(list))
                    : Optional.empty());

    /** A bit of OPC 10031-4 Annex B.2 that refuses. */
    static final SwitchValue BIT = new SwitchValue(
            "a refusing bit of ReturnStatus: one of 1, 3, 4, 32, 33",
            raw -> List.of("1", "3", "4", "32", "33").contains(String.valueOf(raw))
                    ? Optional.of(String.valueOf(raw))
                    : Optional.empty());

    /** A number of pieces. */
    static final SwitchValue COUNT = new SwitchValue(
            "a whole number of 0 or more",
            raw -> String.valueOf(raw).matches("\\d{1,9}")
                    ? Optional.of(Integer.valueOf(String.valueOf(raw)))
                    : Optional.empty());

    private static final List<String> QUESTIONS =
            List.of("RequestJobResponseByJobOrderID", "RequestJobResponseByJobOrderState");

    static SwitchValue oneOf(String... words) {
        return new SwitchValue(
                "one of " + String.join(", ", words),
                raw -> List.of(words).contains(raw) ? Optional.of(raw) : Optional.empty());
    }

    /** The value, or empty when it is none that the switch can have. */
    Optional<Object> read(Object raw) {
        return read.apply(raw);
    }

    private static boolean isMethod(Object name) {
        return name instanceof String text
                && (QUESTIONS.contains(text) || Command.named(text).isPresent());
    }

    private static Optional<Duration> duration(Object raw) {
        if (raw instanceof Duration time) {
            return Optional.of(time);
        }
        try {
            return raw instanceof String text ? Optional.of(Duration.parse(text)) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
