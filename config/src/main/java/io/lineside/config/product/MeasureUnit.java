package io.lineside.config.product;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Units that dimensions may have, by their UN/ECE common code (Recommendation 20), with exact factors. */
public enum MeasureUnit {
    /** Millimetre. */
    MMT(Quantity.LENGTH, "1", "mm"),
    /** Centimetre. */
    CMT(Quantity.LENGTH, "10", "cm"),
    /** Metre. */
    MTR(Quantity.LENGTH, "1000", "m"),
    /** Inch, 25.4 mm by definition. */
    INH(Quantity.LENGTH, "25.4", "in"),
    /** Foot, 12 inches. */
    FOT(Quantity.LENGTH, "304.8", "ft"),
    /** Square millimetre. */
    MMK(Quantity.AREA, "1", "mm²"),
    /** Square centimetre. */
    CMK(Quantity.AREA, "100", "cm²"),
    /** Square metre. */
    MTK(Quantity.AREA, "1000000", "m²"),
    /** Millilitre. */
    MLT(Quantity.VOLUME, "1", "ml"),
    /** Litre. */
    LTR(Quantity.VOLUME, "1000", "l"),
    /** Milligram. */
    MGM(Quantity.MASS, "0.001", "mg"),
    /** Gram. */
    GRM(Quantity.MASS, "1", "g"),
    /** Kilogram. */
    KGM(Quantity.MASS, "1000", "kg"),
    /** Avoirdupois ounce, a sixteenth of a pound. */
    ONZ(Quantity.MASS, "28.349523125", "oz"),
    /** Avoirdupois pound, 0.45359237 kg by definition. */
    LBR(Quantity.MASS, "453.59237", "lb"),
    /** Second. */
    SEC(Quantity.TIME, "1", "s"),
    /** Minute. */
    MIN(Quantity.TIME, "60", "min"),
    /** Hour. */
    HUR(Quantity.TIME, "3600", "h"),
    /** Degree of angle. */
    DD(Quantity.ANGLE, "1", "°");

    private enum Quantity {
        LENGTH,
        AREA,
        VOLUME,
        MASS,
        TIME,
        ANGLE
    }

    private final Quantity quantity;
    private final BigDecimal factor;
    private final String symbol;

    MeasureUnit(Quantity quantity, String factor, String symbol) {
        this.quantity = quantity;
        this.factor = new BigDecimal(factor);
        this.symbol = symbol;
    }

    /** What people write after the number. */
    public String symbol() {
        return symbol;
    }

    /** Every unit of the same quantity, this one among them. */
    public List<MeasureUnit> convertible() {
        return Arrays.stream(values()).filter(unit -> unit.quantity == quantity).toList();
    }

    /**
     * The value in another unit of the same quantity; empty where it has no finite decimal notation there.
     *
     * @throws IllegalArgumentException when the other unit measures another quantity
     */
    public Optional<BigDecimal> convert(BigDecimal value, MeasureUnit to) {
        if (to.quantity != quantity) {
            throw new IllegalArgumentException(this + " can not be converted to " + to);
        }
        try {
            return Optional.of(value.multiply(factor).divide(to.factor, MathContext.UNLIMITED));
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }
}
