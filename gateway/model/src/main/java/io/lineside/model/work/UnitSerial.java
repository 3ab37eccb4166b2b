package io.lineside.model.work;

import io.lineside.model.WorkRequestId;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How pieces are named: a lot is an item of an order, and the serial of a piece is its lot and its number with five
 * digits; the same for ever.
 */
public final class UnitSerial {
    private static final int DIGITS = 5;
    private static final Pattern NUMBER = Pattern.compile("0*([1-9]\\d{0,8})");

    private UnitSerial() {}

    /** MaterialLotID of the pieces of an item. */
    public static String lot(WorkRequestId order, int item) {
        return order + "-" + item;
    }

    /** The serial of a piece. */
    public static String of(WorkRequestId order, int item, int number) {
        return of(lot(order, item), number);
    }

    /** MaterialSublotID of some pieces of a lot: the serial of one, the numbers of several. */
    public static String sublot(String lot, Units units) {
        return units.count() == 1 ? of(lot, units.ranges().get(0).first()) : units.text();
    }

    private static String of(String lot, int number) {
        String digits = String.valueOf(number);
        return lot + "-" + "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
    }

    /** The number of a piece that a line names by its serial, or by its number within the lot; empty for any other name. */
    public static OptionalInt number(WorkRequestId order, int item, String name) {
        String lot = lot(order, item) + "-";
        Matcher number = NUMBER.matcher(name.startsWith(lot) ? name.substring(lot.length()) : name);
        return number.matches() ? OptionalInt.of(Integer.parseInt(number.group(1))) : OptionalInt.empty();
    }
}
