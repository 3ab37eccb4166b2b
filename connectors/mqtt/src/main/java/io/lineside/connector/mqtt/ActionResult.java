package io.lineside.connector.mqtt;

import io.lineside.connector.mqtt.wire.LineAnswer;

/** What became of a request. */
sealed interface ActionResult {
    /** The line answered. */
    record Answered(LineAnswer answer) implements ActionResult {}

    /** The request certainly did not reach the line. */
    record NeverReached(String reason) implements ActionResult {}

    /** The request may have reached the line. */
    record NoAnswer(String waitedFor) implements ActionResult {}
}
