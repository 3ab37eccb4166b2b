package io.lineside.gateway.store;

import java.time.Instant;
import java.util.Optional;

/** What came of the last care of the store, for whoever asks. Thread-safe. */
final class CareLog {

    private Optional<Instant> lastBackup = Optional.empty();
    private String trouble = "";

    synchronized void backedUp(Instant at) {
        lastBackup = Optional.of(at);
    }

    /** What went wrong last; empty once it went well again. */
    synchronized void trouble(String text) {
        trouble = text;
    }

    synchronized Optional<Instant> lastBackup() {
        return lastBackup;
    }

    synchronized Optional<String> trouble() {
        return Optional.of(trouble).filter(text -> !text.isEmpty());
    }
}
