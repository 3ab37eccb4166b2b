package io.lineside.gateway.store;

import io.lineside.model.EquipmentId;
import io.lineside.model.line.MemoryId;
import java.util.List;
import java.util.Optional;

/**
 * A line that takes its work as it comes: in the very commit that makes a job ready for it. All is asked and told on the
 * writer thread and must be quick.
 */
public interface WorkTaker {
    /** The line whose work it takes. */
    EquipmentId line();

    /** Whether it takes any now; asked before each commit that has work for it. */
    boolean isOpen();

    /** How many jobs may be at the line, those that may be there included. */
    int capacity();

    /** The memory out of which the line answers now, which is kept with each intent to send. */
    Optional<MemoryId> memory();

    /** These were taken, and the intent to send each is durable. */
    void taken(List<Claim> claims);

    /** Taking failed. Nothing more is taken until {@link WorkTakers#add} is called again. */
    void failed(Throwable cause);
}
