package io.lineside.gateway.product;

import io.lineside.model.Capability;
import io.lineside.model.WorkMasterId;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.Material;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One step of making so many pieces of a configured product.
 *
 * @param id of the operation in the product file
 * @param workMaster the recipe at the line
 * @param needs capabilities that the line must offer
 * @param mostPieces of one job; empty where the operation sets no limit
 * @param after ids of the planned operations that must end first
 * @param parameters what the line is sent
 * @param materials consumed by all pieces together
 * @param batchKey pieces of any order with the same operation and key may run as one batch; empty where only equal ones may
 * @param setup time once per job; empty for none
 * @param each time per piece
 */
public record PlannedOperation(
        String id,
        WorkMasterId workMaster,
        Set<Capability> needs,
        Optional<Integer> mostPieces,
        List<String> after,
        List<JobParameter> parameters,
        List<Material> materials,
        Optional<String> batchKey,
        Optional<Duration> setup,
        Duration each) {
    /** Copies the collections and keeps their order. */
    public PlannedOperation {
        needs = Collections.unmodifiableSet(new LinkedHashSet<>(needs));
        after = List.copyOf(after);
        parameters = List.copyOf(parameters);
        materials = List.copyOf(materials);
    }
}
