package io.lineside.gateway.store;

import java.sql.SQLException;

/**
 * One unit of writing: either all of it is kept or nothing. Must be re-runnable: when another work of the same commit
 * fails, everything is rolled back and this one runs again, so it may change nothing but the database and what it
 * returns, and must read all it needs through the transaction.
 */
@FunctionalInterface
interface Work<T> {
    T run(Tx tx) throws SQLException;

    /** How much writing it is, about one for each job it writes; at least 1. */
    default int weight() {
        return 1;
    }

    /** Whether it does better when it is run once more, after something other than the database made it fail. */
    default boolean isToRunAgain() {
        return false;
    }

    /** How soon it is to be durable; asked once, when it is handed in. */
    default Haste haste() {
        return Haste.AT_ONCE;
    }

    /** Whether it is a new order, which the platform can be told to send again later. */
    default boolean isNewOrder() {
        return false;
    }
}
