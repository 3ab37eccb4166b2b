package io.lineside.config.product;

import io.lineside.config.source.Expression;
import io.lineside.config.source.Position;
import java.util.Optional;

/**
 * A part that every piece of the product has, unless a rule frees it.
 *
 * @param part its place in the product, for example {@code body}
 * @param material MaterialDefinitionID, with {@code {option}} where an option's value goes
 * @param quantity per piece
 * @param unit UN/ECE common code, default {@code C62} (pieces)
 * @param operation id of the operation that consumes it; empty for the first one that runs
 */
public record PartConfig(
        String part, Expression material, Expression quantity, String unit, Optional<String> operation, Position at) {}
