package io.lineside.gateway.http;

import io.lineside.model.EquipmentId;
import io.lineside.model.line.LineHealth;
import java.util.Map;

/** Tells how every line's link is. */
@FunctionalInterface
public interface HealthReport {
    /** The links by line, right now. */
    Map<EquipmentId, LineHealth> lines();
}
