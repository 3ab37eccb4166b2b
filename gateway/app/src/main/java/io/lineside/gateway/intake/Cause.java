package io.lineside.gateway.intake;

/**
 * One thing that is wrong with an order.
 *
 * @param pointer JSON pointer to it in the body
 * @param rule stable machine word for the rule
 * @param was what stood there
 * @param allowed what may stand there; empty where the detail says it
 * @param detail what it breaks, in words for a person
 */
public record Cause(String pointer, String rule, String was, String allowed, String detail) {}
