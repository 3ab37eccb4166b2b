package io.lineside.gateway.store;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was found to be damaged while the store is open: logged once each, and shown until the next start. Thread-safe. */
final class Damages {

    private static final Logger LOGGER = LoggerFactory.getLogger(Damages.class);
    private static final int MOST = 20;

    private final Set<String> found = new LinkedHashSet<>();

    synchronized void note(String damage) {
        if (found.size() < MOST && found.add(damage)) {
            LOGGER.error("the store is damaged: {}; restore a backup", damage);
        }
    }

    /** The first ones found. */
    synchronized List<String> list() {
        return List.copyOf(found);
    }
}
