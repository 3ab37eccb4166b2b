package io.lineside.connector.mqtt.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.model.job.MaterialUse;
import io.lineside.model.job.ParameterValue;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads parameter values and quantities. Thread-safe. */
final class ValueReader {
    private static final int MOST_DIGITS = 34;
    private static final int LARGEST_EXPONENT = 18;

    /** A JSON scalar; what neither Int64 nor Double can hold stays text. */
    ParameterValue read(JsonNode value) {
        if (value.isBoolean()) {
            return new ParameterValue.Flag(value.booleanValue());
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return new ParameterValue.Whole(value.longValue());
        }
        if (value.isFloatingPointNumber() && Double.isFinite(value.doubleValue())) {
            return new ParameterValue.Decimal(value.doubleValue());
        }
        return new ParameterValue.Text(value.asText());
    }

    /** A decimal string, or a number where the line's encoder knows no better. */
    Optional<BigDecimal> quantity(JsonObject json, MaterialUse use) throws MalformedMessageException {
        Optional<String> text = json.text("Quantity");
        if (text.isEmpty() || text.get().isEmpty()) {
            return Optional.empty();
        }
        BigDecimal quantity = decimal(json, text.get());
        if (use == MaterialUse.PRODUCED && !isCount(quantity)) {
            throw rule(json, "must be a count of pieces", text.get());
        }
        return Optional.of(quantity);
    }

    private static BigDecimal decimal(JsonObject json, String text) throws MalformedMessageException {
        try {
            if (text.length() <= MOST_DIGITS) {
                var quantity = new BigDecimal(text);
                // 1E999999999 is short to write, and a gigabyte as soon as someone asks for its int value.
                if (Math.abs(quantity.scale()) <= LARGEST_EXPONENT) {
                    return quantity;
                }
            }
        } catch (NumberFormatException e) {
            throw rule(json, "must be a decimal number", text);
        }
        throw rule(json, "must have at most 34 digits and 18 decimals", text);
    }

    private static boolean isCount(BigDecimal quantity) {
        return quantity.signum() >= 0 && quantity.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
    }

    private static MalformedMessageException rule(JsonObject json, String rule, String was) {
        return new MalformedMessageException(json.at("Quantity"), rule + ", was " + JsonObject.quote(was));
    }
}
