package io.lineside.connector.mqtt;

import io.lineside.connector.mqtt.wire.LineStatus;
import io.lineside.model.line.LineListener;
import io.lineside.model.line.MemoryId;
import java.util.Optional;

/**
 * Whether the line can be asked, and telling the gateway so once per change. Confined to the dispatcher's thread, but
 * for {@link #obstacle()} and {@link #memory()}.
 */
final class LinePresence {
    private static final String NEVER_ASKED = "";

    private final LineListener listener;
    private final String statusTopic;
    private volatile Optional<LineStatus> status = Optional.empty();
    private Told told = Told.NOTHING;
    private String toldBoot = NEVER_ASKED;
    private volatile Optional<String> obstacle = Optional.of("not started yet");

    private enum Told {
        NOTHING,
        CONNECTED,
        DISCONNECTED
    }

    LinePresence(LineListener listener, String statusTopic) {
        this.listener = listener;
        this.statusTopic = statusTopic;
    }

    /** Why the line can not be asked, in words for a technician; empty when it can. Thread-safe. */
    Optional<String> obstacle() {
        return obstacle;
    }

    void said(LineStatus now) {
        status = Optional.of(now);
    }

    /** What the line says of its last start; empty where it says nothing. Thread-safe. */
    Optional<MemoryId> memory() {
        return status.map(LineStatus::bootId).filter(boot -> !boot.isBlank()).map(boot -> new MemoryId("boot " + boot));
    }

    boolean silent() {
        return status.isEmpty();
    }

    void statusLost() {
        status = Optional.empty();
    }

    /**
     * Weighs what is known and tells the gateway what changed.
     *
     * @param linkObstacle why the broker can not be used; empty when it can
     * @param failed whether that is a failure and not a connection still being made
     */
    void weigh(Optional<String> linkObstacle, boolean failed) {
        obstacle = linkObstacle.or(this::lineObstacle);
        if (obstacle.isEmpty()) {
            tellConnected(status.map(LineStatus::bootId).orElse(NEVER_ASKED));
        } else if (told == Told.CONNECTED || (told == Told.NOTHING && (failed || lineIsAway(linkObstacle)))) {
            told = Told.DISCONNECTED;
            listener.disconnected(obstacle.get());
        }
    }

    /** The links are fine and the line said itself that it is not there. */
    private boolean lineIsAway(Optional<String> linkObstacle) {
        return linkObstacle.isEmpty() && status.isPresent();
    }

    private Optional<String> lineObstacle() {
        if (status.isEmpty()) {
            return Optional.of("the line has said nothing on " + statusTopic);
        }
        LineStatus now = status.get();
        return now.operational()
                ? Optional.empty()
                : Optional.of("the line says '" + now.status() + "' on " + statusTopic);
    }

    private void tellConnected(String boot) {
        if (told != Told.CONNECTED || !boot.equals(toldBoot)) {
            told = Told.CONNECTED;
            toldBoot = boot;
            listener.connected();
        }
    }
}
