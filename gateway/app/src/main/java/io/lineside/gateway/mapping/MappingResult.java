package io.lineside.gateway.mapping;

/** What a mapping made of a foreign document. */
public sealed interface MappingResult {
    /**
     * One object, of which nothing has been checked.
     *
     * @param order as JSON
     */
    record Made(String order) implements MappingResult {}

    /**
     * The document is not one that the mapping makes an order of.
     *
     * @param code stable machine word for why
     * @param detail in words for a person
     */
    record Failed(String code, String detail) implements MappingResult {}
}
