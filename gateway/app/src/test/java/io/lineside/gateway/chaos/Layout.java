package io.lineside.gateway.chaos;

/**
 * How a plant is spread over processes, and what its lines are like.
 *
 * @param apart whether the broker, the lines A and pack, and the lines B and C are processes of their own
 * @param ownBroker whether the plant's own broker is used, or else Mosquitto with its files
 * @param capacity job orders that the lines A, B and pack keep
 * @param pieceMillis time per piece
 * @param blind whether the gateway resends blindly, and lines make a known job order again
 * @param ownClock whether the gateway has a clock of its own, which can jump
 * @param postgresql whether the gateway's store is in a PostgreSQL of the site's own
 */
record Layout(
        boolean apart,
        boolean ownBroker,
        int capacity,
        int pieceMillis,
        boolean blind,
        boolean ownClock,
        boolean postgresql) {
    static final Layout TOGETHER = new Layout(false, true, 4, 20, false, false, false);
    static final Layout APART = new Layout(true, true, 4, 20, false, false, false);

    Layout withMosquitto() {
        return new Layout(apart, false, capacity, pieceMillis, blind, ownClock, postgresql);
    }

    Layout withRoom(int newCapacity, int newPieceMillis) {
        return new Layout(apart, ownBroker, newCapacity, newPieceMillis, blind, ownClock, postgresql);
    }

    Layout resendingBlindly() {
        return new Layout(apart, ownBroker, capacity, pieceMillis, true, ownClock, postgresql);
    }

    Layout withOwnClock() {
        return new Layout(apart, ownBroker, capacity, pieceMillis, blind, true, postgresql);
    }

    Layout inPostgresql() {
        return new Layout(apart, ownBroker, capacity, pieceMillis, blind, ownClock, true);
    }
}
