package io.lineside.gateway.mapping;

import io.lineside.gateway.intake.Refusal;

/** What a mapping made of a foreign document. */
public sealed interface MappingResult {
    /**
     * An order, of which nothing has been checked.
     *
     * @param order JSON object as the platform API takes it
     */
    record Mapped(String order) implements MappingResult {}

    /** The document is not one that the mapping makes an order of. */
    record Refused(Refusal refusal) implements MappingResult {}
}
