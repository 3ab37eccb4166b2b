package io.lineside.gateway.cli;

import java.io.ObjectInputFilter;

/** Java's own serialized objects, of which the gateway needs none and takes none, whatever a library might read. */
final class SerializedObjects {
    private SerializedObjects() {}

    /** From now on none is read in this process. */
    static void refuse() {
        // The start script says the same by -Djdk.serialFilter, and a filter can be set only once.
        if (ObjectInputFilter.Config.getSerialFilter() == null) {
            ObjectInputFilter.Config.setSerialFilter(info -> ObjectInputFilter.Status.REJECTED);
        }
    }
}
