package io.lineside.model.job;

/** The value of a job parameter: what ISA-95 leaves open, narrowed to what every line protocol can carry exactly. */
public sealed interface ParameterValue {
    /** Text, on OPC UA a String. */
    record Text(String value) implements ParameterValue {}

    /** A whole number, on OPC UA an Int64. */
    record Whole(long value) implements ParameterValue {}

    /** A number with a fraction, on OPC UA a Double; never NaN or infinite, which JSON cannot say. */
    record Decimal(double value) implements ParameterValue {
        /** Refuses NaN and the infinities. */
        public Decimal {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("decimal parameter must be finite, was " + value);
            }
        }
    }

    /** Yes or no, on OPC UA a Boolean. */
    record Flag(boolean value) implements ParameterValue {}

    /** The value as a plain Java object: String, Long, Double or Boolean. */
    default Object plain() {
        if (this instanceof Text text) {
            return text.value();
        }
        if (this instanceof Whole whole) {
            return whole.value();
        }
        if (this instanceof Decimal decimal) {
            return decimal.value();
        }
        return ((Flag) this).value();
    }
}
