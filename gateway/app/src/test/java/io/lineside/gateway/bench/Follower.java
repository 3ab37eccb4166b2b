package io.lineside.gateway.bench;

import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a platform learns that its orders ended. Confined to the event loop of its {@link PlatformHttp}. */
abstract class Follower {
    private static final Logger LOGGER = LoggerFactory.getLogger(Follower.class);
    /** States that an order stays in. */
    static final Set<String> FINAL = Set.of("Completed", "PartiallyCompleted", "Failed", "Cancelled", "Rejected");

    /** Requests about orders, for what they cost. */
    final LongAdder asked = new LongAdder();
    /** Orders that ended other than Completed. */
    final LongAdder incomplete = new LongAdder();

    /** The follower that was chosen. */
    static Follower of(String kind, PlatformHttp http) {
        return switch (kind) {
            case "stream" -> new StreamFollower(http);
            case "poll" -> new PollFollower(http);
            default ->
                throw new IllegalArgumentException(
                        Setting.FOLLOW.property() + ": must be stream or poll, was '" + kind + "'");
        };
    }

    /** Begins, before there are orders. */
    abstract void start();

    /** Runs this as soon as a GET has shown that the order ended. */
    abstract void follow(String id, Runnable ended);

    /** Whether the answer of a GET shows that the order ended. */
    boolean hasEnded(PlatformHttp.Answer answer) {
        if (!answer.is(200)) {
            return false;
        }
        String state = answer.first("state");
        if (!FINAL.contains(state)) {
            return false;
        }
        if (!state.equals("Completed")) {
            incomplete.increment();
            LOGGER.atError().log("an order ended otherwise than Completed: {}", answer.body());
        }
        return true;
    }
}
