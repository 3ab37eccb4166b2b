package io.lineside.gateway.store;

import io.lineside.model.EquipmentId;
import java.time.Duration;

/**
 * What is planned for a line and not over.
 *
 * @param queued how long that takes, without what is made already
 * @param setUpFor of the job that was planned last; empty where that is not known
 */
public record LineLoad(EquipmentId line, Duration queued, String setUpFor) {}
