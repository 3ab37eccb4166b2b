package io.lineside.config;

/** What a line promises about a job order that it gets twice; decides how doubt is settled. */
public enum LineProfile {
    /** Rejects a JobOrderID it knows, so resending is safe. */
    A,
    /** Can be asked; an order is stored first and started when the line is known to have it. */
    B
}
