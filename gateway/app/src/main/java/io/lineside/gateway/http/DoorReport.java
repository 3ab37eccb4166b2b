package io.lineside.gateway.http;

import java.util.Map;
import java.util.Optional;

/** Tells how every door beside the platform API is. */
@FunctionalInterface
public interface DoorReport {
    /** What is wrong with each by its name, right now; empty where nothing is. */
    Map<String, Optional<String>> doors();
}
