package io.lineside.config.source;

/**
 * An expression of a product file, kept as text. Config does not know the language: the gateway compiles it.
 *
 * @param source as written, without YAML quotes
 * @param at where its YAML value starts
 */
public record Expression(String source, Position at) {}
