package io.lineside.config.product;

import io.lineside.config.source.Expression;
import io.lineside.config.source.Position;

/**
 * A part that every piece of the product has; consumed by its first operation.
 *
 * @param part its place in the product, for example {@code body}
 * @param material MaterialDefinitionID, with {@code {option}} where an option's value goes
 * @param quantity per piece
 * @param unit UN/ECE common code, default {@code C62} (pieces)
 */
public record PartConfig(String part, Expression material, Expression quantity, String unit, Position at) {}
