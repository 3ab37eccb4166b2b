package io.lineside.model.topic;

/**
 * How a topic is.
 *
 * @param connected whether messages can come
 * @param detail one sentence for a technician: what it listens to, or why not
 * @param taken messages since the start that became durable or were known already
 * @param refused messages since the start that are no orders
 * @param waiting messages that have no answer yet
 */
public record TopicHealth(boolean connected, String detail, long taken, long refused, int waiting) {}
