package io.lineside.config;

/** What a line promises about a job order that it gets twice; decides how doubt is settled. */
public enum LineProfile {
    /** Rejects a JobOrderID it knows. */
    A,
    /** Can be asked; an order is stored first and started when the line is known to have it. */
    B,
    /** Takes one job at a time by a handshake over tags that it keeps without power. */
    C,
    /** Can not be asked: an order is sent at most once, and doubt stops the line until a person answers. */
    D
}
