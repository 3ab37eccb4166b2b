package io.lineside.gateway.reload;

import io.lineside.config.source.Fault;
import java.util.List;

/** What became of an attempt to put the files of the site into force. */
public sealed interface ReloadResult {
    /**
     * The files are in force.
     *
     * @param changes what is different now, one sentence each
     * @param access which of these are about who may use the platform API
     */
    record Applied(List<String> changes, List<String> access) implements ReloadResult {
        /** Copies the lists. */
        public Applied {
            changes = List.copyOf(changes);
            access = List.copyOf(access);
        }
    }

    /** The files say what is in force already. */
    record Unchanged() implements ReloadResult {}

    /**
     * Nothing was changed.
     *
     * @param faults why not, by file, line and column; at least one
     */
    record Refused(List<Fault> faults) implements ReloadResult {
        /** Copies the list. */
        public Refused {
            faults = List.copyOf(faults);
        }
    }
}
