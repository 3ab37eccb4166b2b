package io.lineside.gateway.door;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong with a door, by what was last tried. Tells the log once when that changes, so that a folder which is away for
 * a night is two lines of it. Thread-safe.
 */
public final class DoorState {
    private static final Logger LOGGER = LoggerFactory.getLogger(DoorState.class);

    private final String door;
    private final DoorCounts counts;
    private Optional<String> trouble = Optional.empty();

    /** A door of which nothing bad is known. */
    DoorState(String door, DoorCounts counts) {
        this.door = door;
        this.counts = counts;
    }

    /** What is wrong with it; empty while nothing is. */
    public synchronized Optional<String> trouble() {
        return trouble;
    }

    /** It does not work. */
    public synchronized void troubled(String why) {
        counts.failed(why);
        if (!trouble.equals(Optional.of(why))) {
            trouble = Optional.of(why);
            LOGGER.atWarn()
                    .addKeyValue("door", door)
                    .addKeyValue("reason", why)
                    .log("door does not work, and is tried on");
        }
    }

    /** So many events or reports went out. */
    public void sent(int count) {
        counts.sent(count);
    }

    /** It works. */
    public synchronized void fine() {
        if (trouble.isPresent()) {
            trouble = Optional.empty();
            LOGGER.atInfo().addKeyValue("door", door).log("door works again");
        }
    }
}
