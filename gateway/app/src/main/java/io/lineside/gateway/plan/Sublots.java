package io.lineside.gateway.plan;

import io.lineside.gateway.product.PlannedOperation;
import io.lineside.model.work.Batch;
import io.lineside.model.work.Units;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * Splits the pieces of an item into batches that go through all its operations together, so that the first pieces are
 * packed while the last are not begun. The smallest limit of the product, its operations and the lines counts for all of
 * them; the batches of an item differ by one piece at most. Confined to one thread.
 */
final class Sublots {
    /** A batch and what is done with it. */
    record Sublot(Batch batch, List<PlannedOperation> operations) {}

    private final IntFunction<List<PlannedOperation>> work;
    private final ToIntFunction<PlannedOperation> limit;
    private final Map<Integer, List<PlannedOperation>> known = new HashMap<>();

    /**
     * Splits by these limits.
     *
     * @param work the operations of so many pieces
     * @param limit the most pieces of one job of an operation
     */
    Sublots(IntFunction<List<PlannedOperation>> work, ToIntFunction<PlannedOperation> limit) {
        this.work = work;
        this.limit = limit;
    }

    /** Batches of at most {@code most} pieces. */
    List<Sublot> split(int pieces, int most) {
        int count = count(pieces, Math.min(pieces, most));
        var sublots = new ArrayList<Sublot>(count);
        int first = 1;
        for (int number = 1; number <= count; number++) {
            int size = pieces / count + (number <= pieces % count ? 1 : 0);
            sublots.add(new Sublot(new Batch(number, 0, Units.of(first, first + size - 1)), operations(size)));
            first += size;
        }
        return sublots;
    }

    // What is done with a batch may depend on how many pieces it has, and so its limits are looked at for its own size.
    private int count(int pieces, int most) {
        int size = most;
        while (true) {
            int count = (pieces + size - 1) / size;
            int small = pieces / count;
            int large = pieces % count == 0 ? small : small + 1;
            if (allowed(small) >= small && allowed(large) >= large) {
                return count;
            }
            size = Math.max(1, Math.min(Math.min(allowed(small), allowed(large)), large - 1));
        }
    }

    private int allowed(int size) {
        return operations(size).stream().mapToInt(limit).reduce(Integer.MAX_VALUE, Math::min);
    }

    private List<PlannedOperation> operations(int size) {
        List<PlannedOperation> found = known.get(size);
        if (found == null) {
            found = work.apply(size);
            known.put(size, found);
        }
        return found;
    }
}
