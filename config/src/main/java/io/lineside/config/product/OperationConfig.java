package io.lineside.config.product;

import io.lineside.config.source.Expression;
import io.lineside.config.source.Position;
import io.lineside.model.Capability;
import io.lineside.model.WorkMasterId;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One step in making a product, run on one line.
 *
 * @param when whether a piece needs it; empty for always
 * @param after ids of the operations that must end first; a left-out one passes on its own predecessors
 * @param workMaster the recipe at the line
 * @param needs capabilities that the line must offer
 * @param mostPieces of one job; empty for as many as the product's batches have
 * @param batchBy what pieces must agree in to run as one batch; empty where only equal pieces may
 * @param setup time once per job; empty for none
 * @param each time per piece
 */
public record OperationConfig(
        String id,
        Optional<Expression> when,
        List<String> after,
        WorkMasterId workMaster,
        Set<Capability> needs,
        Optional<Integer> mostPieces,
        List<Expression> batchBy,
        Optional<Duration> setup,
        Duration each,
        List<ParameterConfig> parameters,
        Position at) {
    /** Copies the collections and keeps their order. */
    public OperationConfig {
        after = List.copyOf(after);
        needs = Collections.unmodifiableSet(new LinkedHashSet<>(needs));
        batchBy = List.copyOf(batchBy);
        parameters = List.copyOf(parameters);
    }
}
