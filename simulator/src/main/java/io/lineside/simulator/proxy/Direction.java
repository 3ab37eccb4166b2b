package io.lineside.simulator.proxy;

/** Which way bytes go. */
enum Direction {
    /** From the client, a gateway for example, to the target. */
    UP,
    /** From the target to the client. */
    DOWN
}
