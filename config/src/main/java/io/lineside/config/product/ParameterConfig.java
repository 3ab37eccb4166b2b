package io.lineside.config.product;

import io.lineside.config.source.Expression;
import java.util.Optional;

/**
 * One parameter that an operation sends to the line.
 *
 * @param id the name the line knows
 * @param value an expression; its type becomes the parameter's type
 * @param when whether the parameter is sent; empty for always
 * @param unit UN/ECE common code; empty for none
 */
public record ParameterConfig(String id, Expression value, Optional<Expression> when, Optional<String> unit) {}
