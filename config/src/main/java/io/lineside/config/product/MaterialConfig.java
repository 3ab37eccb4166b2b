package io.lineside.config.product;

import io.lineside.config.source.Expression;
import io.lineside.config.source.Position;
import io.lineside.model.job.MaterialUse;
import java.util.Optional;

/**
 * One line of the 150 % bill of materials: what a piece may need, depending on its options.
 *
 * @param definition MaterialDefinitionID, with {@code {option}} where an option's value goes
 * @param use only {@link MaterialUse#CONSUMED}: what an operation makes is the product itself
 * @param quantity per piece
 * @param unit UN/ECE common code, default {@code C62} (pieces)
 * @param when whether the piece needs it; empty for always
 * @param operation id of the operation that consumes it; empty for the first one that runs
 */
public record MaterialConfig(
        Expression definition,
        MaterialUse use,
        Expression quantity,
        String unit,
        Optional<Expression> when,
        Optional<String> operation,
        Position at) {}
