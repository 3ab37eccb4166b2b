package io.lineside.connector.opcua.mapping;

import io.lineside.connector.opcua.wire.Isa95JobOrder;
import io.lineside.connector.opcua.wire.Isa95Material;
import io.lineside.connector.opcua.wire.Isa95Parameter;
import io.lineside.connector.opcua.wire.Isa95WorkMaster;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * Whether a line stores what was ordered: recipe, parameters and materials. What the line adds of its own is its own
 * business, and numbers are the same when they read the same, whatever their types.
 */
public final class OrderComparison {
    private OrderComparison() {}

    /**
     * Every difference, each as: field, what was ordered, what the line has; empty where there is none.
     *
     * @param added parameters that the gateway gave of itself: they may be absent, as in an order that one stored which
     *     did not know them yet
     */
    public static List<String> differences(Isa95JobOrder ordered, Isa95JobOrder stored, Set<String> added) {
        var differences = new ArrayList<String>();
        compare("WorkMasterID", workMaster(ordered), workMaster(stored), differences);
        List<Isa95Parameter> found = orNone(stored.jobOrderParameters());
        List<Isa95Parameter> wanted = orNone(ordered.jobOrderParameters()).stream()
                .filter(parameter -> !added.contains(String.valueOf(parameter.id())) || has(found, parameter))
                .toList();
        parameters("JobOrderParameters", wanted, found, differences);
        List<String> there = materials(stored);
        for (String material : materials(ordered)) {
            if (!there.remove(material)) {
                differences.add("MaterialRequirements: ordered " + material + ", the line has "
                        + (there.isEmpty() ? "none such" : String.join(" and ", there)));
            }
        }
        return differences;
    }

    private static boolean has(List<Isa95Parameter> stored, Isa95Parameter wanted) {
        return stored.stream().anyMatch(parameter -> Objects.equals(parameter.id(), wanted.id()));
    }

    private static void parameters(
            String path,
            @Nullable List<Isa95Parameter> ordered,
            @Nullable List<Isa95Parameter> stored,
            List<String> differences) {
        for (Isa95Parameter wanted : orNone(ordered)) {
            String place = path + "." + wanted.id();
            Optional<Isa95Parameter> found = orNone(stored).stream()
                    .filter(parameter -> Objects.equals(parameter.id(), wanted.id()))
                    .findFirst();
            if (found.isEmpty()) {
                differences.add(place + ": ordered " + words(wanted.value().value()) + ", the line has none");
            } else {
                compare(place, wanted.value().value(), found.get().value().value(), differences);
                parameters(place, wanted.subparameters(), found.get().subparameters(), differences);
            }
        }
    }

    private static void compare(
            String place, @Nullable Object ordered, @Nullable Object stored, List<String> differences) {
        if (!Objects.deepEquals(plain(ordered), plain(stored))) {
            differences.add(place + ": ordered " + words(ordered) + ", the line has " + words(stored));
        }
    }

    private static @Nullable String workMaster(Isa95JobOrder order) {
        return orNone(order.workMasterId()).stream()
                .findFirst()
                .map(Isa95WorkMaster::id)
                .orElse(null);
    }

    private static List<String> materials(Isa95JobOrder order) {
        var words = new ArrayList<String>();
        for (Isa95Material material : orNone(order.materialRequirements())) {
            words.add(material.materialUse() + " " + material.materialDefinitionId() + " x "
                    + quantity(material.quantity()) + serial(" lot ", material.materialLotId())
                    + serial(" sublot ", material.materialSublotId()));
        }
        return words;
    }

    private static String serial(String what, @Nullable String id) {
        return id == null ? "" : what + id;
    }

    private static @Nullable String quantity(@Nullable String decimalString) {
        try {
            return decimalString == null
                    ? null
                    : new BigDecimal(decimalString.trim()).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException unreadable) {
            return decimalString;
        }
    }

    /** Without the type: a number by its digits, a localized text by its text. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Number number
                && !Double.valueOf(number.doubleValue()).isNaN()) {
            String digits = number.toString();
            return digits.contains("Inf") ? digits : new BigDecimal(digits).stripTrailingZeros();
        }
        if (value instanceof LocalizedText text) {
            return text.text();
        }
        return value instanceof Object[] array
                ? Arrays.stream(array).map(OrderComparison::plain).toArray()
                : value;
    }

    private static String words(@Nullable Object value) {
        Object plain = plain(value);
        if (plain instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return plain instanceof Object[] array ? Arrays.toString(array) : "'" + plain + "'";
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
