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
    private static final Pattern NUMBER = Pattern.compile("0*([1-9]\\d{0,8})");

    private UnitSerial() {}

    /** MaterialLotID of the pieces of an item. */
    public static String lot(WorkRequestId order, int item) {
        return order + "-" + item;
    }

    /** The serial of a piece. */
    public static String of(WorkRequestId order, int item, int number) {
        return lot(order, item) + String.format("-%05d", number);
    }

    /** MaterialSublotID of some pieces of a lot: the serial of one, the numbers of several. */
    public static String sublot(String lot, Units units) {
        return units.count() == 1
                ? lot + String.format("-%05d", units.ranges().get(0).first())
                : units.text();
    }

    /** The number of a piece that a line names by its serial, or by its number within the lot; empty for any other name. */
    public static OptionalInt number(WorkRequestId order, int item, String name) {
        String lot = lot(order, item) + "-";
        Matcher number = NUMBER.matcher(name.startsWith(lot) ? name.substring(lot.length()) : name);
        return number.matches() ? OptionalInt.of(Integer.parseInt(number.group(1))) : OptionalInt.empty();
    }
}
