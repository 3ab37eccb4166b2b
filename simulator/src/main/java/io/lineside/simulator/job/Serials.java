package io.lineside.simulator.job;

import io.lineside.simulator.order.MaterialRequirement;
import java.util.ArrayList;
import java.util.List;

/**
 * The serials of the pieces that a job order asks for, in the order made: lot and number with five digits, where
 * MaterialSublotID is one serial or numbers within MaterialLotID as in {@code 1-50,57}.
 */
final class Serials {
    private static final String NUMBERS = "\\d{1,9}(-\\d{1,9})?(,\\d{1,9}(-\\d{1,9})?)*";
    private static final int MOST = 100_000;

    private Serials() {}

    static List<String> of(MaterialRequirement produced) {
        String lot = produced.lotId();
        String sublot = produced.sublotId();
        if (lot == null || sublot == null) {
            return List.of();
        }
        if (!sublot.matches(NUMBERS)) {
            return List.of(sublot);
        }
        List<String> serials = new ArrayList<>();
        for (String part : sublot.split(",", -1)) {
            String[] ends = part.split("-", 2);
            int last = Integer.parseInt(ends[ends.length - 1]);
            for (int number = Integer.parseInt(ends[0]); number <= last && serials.size() < MOST; number++) {
                serials.add(lot + String.format("-%05d", number));
            }
        }
        return serials;
    }
}
