package io.lineside.gateway.http;

import io.lineside.gateway.door.DoorCounts;
import java.util.Map;
import java.util.Optional;

/** Tells how every door beside the platform API is. */
@FunctionalInterface
public interface DoorReport {
    /** Each by its name, right now. */
    Map<String, Door> doors();

    /**
     * A door.
     *
     * @param kind what stands in it: folder, report, mqtt or kafka
     * @param trouble what is wrong with it; empty where nothing is
     * @param passed since the gateway started
     */
    record Door(String kind, Optional<String> trouble, DoorCounts.Passed passed) {}
}
