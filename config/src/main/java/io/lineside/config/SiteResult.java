package io.lineside.config;

import io.lineside.config.source.Fault;
import java.util.List;

/** What came of reading a site folder. */
public sealed interface SiteResult {
    /** The site is complete and free of faults. */
    record Loaded(Site site) implements SiteResult {}

    /**
     * The site can not run.
     *
     * @param faults every fault of every file, by file, line and column; at least one
     */
    record Faulty(List<Fault> faults) implements SiteResult {
        /** Copies the list. */
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
