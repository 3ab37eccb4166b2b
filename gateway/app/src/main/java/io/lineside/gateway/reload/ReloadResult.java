package io.lineside.gateway.reload;

import io.lineside.config.source.Fault;
import java.util.List;

/** What became of an attempt to put the files of the site into force. */
public sealed interface ReloadResult {
    /**
     * The files are in force.
     *
     * @param changes what is different now, one sentence each
     */
    record Applied(List<String> changes) implements ReloadResult {
        /** Copies the list. */
        public Applied {
            changes = List.copyOf(changes);
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
