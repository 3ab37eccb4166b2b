package io.lineside.gateway.http;

import io.lineside.gateway.line.LinkTraffic;
import io.lineside.model.EquipmentId;
import java.util.Map;

/** Tells what went over the link to every line. */
@FunctionalInterface
public interface LinkReport {
    /** The traffic by line, right now. */
    Map<EquipmentId, LinkTraffic> lines();
}
