package io.lineside.gateway.store;

import io.lineside.model.line.MemoryId;
import java.util.Optional;

/**
 * What is known of the sendings of a job besides its row.
 *
 * @param memory out of which its line answered when the job was last sent; empty where that was not known, or where it
 *     was never sent
 */
public record SendRecord(Optional<MemoryId> memory) {}
