package io.lineside.connector.mqtt.link;

/** Hears what happens on a link. Called from the link's threads; must hand off and return. */
public interface LinkListener {
    /**
     * The broker accepted the connection; subscriptions follow.
     *
     * @param sessionPresent whether the broker still had this link's session
     */
    void up(boolean sessionPresent);

    /**
     * The connection is lost, or an attempt to connect failed. Everything granted before is void.
     *
     * @param reason in words for a technician
     */
    void down(String reason);

    /** The broker granted a subscription. */
    void granted(String filter);

    /**
     * The broker refused a subscription.
     *
     * @param reason in words for a technician
     */
    void denied(String filter, String reason);

    /** A message came; it must be acknowledged or forgone. May wait for room: that holds the broker back. */
    void arrived(InboundMessage message);
}
