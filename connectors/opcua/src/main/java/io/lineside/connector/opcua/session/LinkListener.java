package io.lineside.connector.opcua.session;

import io.lineside.connector.opcua.mapping.Reading;

/** Hears what happens on a link. Called from Milo's threads; must not block. */
public interface LinkListener {
    /** The link is of no use any more; said once. */
    void lost(Link link, String reason);

    /** The line reported about a job. */
    void reported(Reading reading);

    /** Reports were lost on the way. */
    void reportsMissed(String why);
}
