package io.lineside.connector.mqtt;

import io.lineside.connector.mqtt.link.InboundMessage;

/** A line as its broker session sees it. Called on the dispatcher's thread only. */
interface LineTraffic {
    LineTopics topics();

    /** The line said whether it is there. The session acknowledges. */
    void status(InboundMessage message);

    /** Whether the gateway still wants the line's job states. */
    boolean listening();

    /** A job's state; the line answers for the receipt. */
    void jobState(InboundMessage message);

    /** What the line said last about itself counts no more: it will be said again. */
    void statusLost();

    /** Whether nothing is known of the line's status. */
    boolean silent();

    /** A link or subscription came or went. */
    void linksChanged();
}
