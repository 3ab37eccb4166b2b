package io.lineside.gateway.store;

/** How soon a change is to be durable. What was handed in before never comes after it. */
public enum Haste {
    /** With the next commit. */
    AT_ONCE,

    /**
     * Nobody waits for it: with the next commit that somebody waits for, and within about 10 ms. A commit of its own costs
     * about as much as ten more changes in one.
     */
    IN_A_MOMENT
}
