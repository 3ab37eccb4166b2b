package io.lineside.model.work;

/**
 * The pieces of an item that go through its operations together (an ISA-95 sublot), one job for each operation.
 *
 * @param number within the item, from 1
 * @param remake 0 for what was planned with the order; n for what makes again what the batch with n - 1 scrapped
 * @param units the pieces; a job is planned for all of them
 */
public record Batch(int number, int remake, Units units) {
    /** Refuses a number below 1 and a remake below 0. */
    public Batch {
        if (number < 1 || remake < 0) {
            throw new IllegalArgumentException(
                    "batch number must be at least 1 and remake at least 0, were " + number + " and " + remake);
        }
    }

    /** All pieces of an item in one. */
    public static Batch whole(int pieces) {
        return new Batch(1, 0, Units.of(1, pieces));
    }

    /** Whether these are the same pieces on the same way. */
    public boolean isSame(Batch other) {
        return number == other.number && remake == other.remake;
    }

    /** The batch that makes some of its pieces again. */
    public Batch again(Units scrapped) {
        return new Batch(number, remake + 1, scrapped);
    }
}
