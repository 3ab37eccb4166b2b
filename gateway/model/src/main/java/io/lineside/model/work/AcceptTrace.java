package io.lineside.model.work;

/**
 * What the trace of an order has to know of the time before it was durable.
 *
 * @param planFrom when planning began, in microseconds from the arrival on
 * @param planTo when the plan was made, in microseconds from the arrival on
 */
public record AcceptTrace(Arrival arrival, long planFrom, long planTo) {}
