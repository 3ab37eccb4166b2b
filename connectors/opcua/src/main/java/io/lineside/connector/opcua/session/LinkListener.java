package io.lineside.connector.opcua.session;

import io.lineside.connector.opcua.mapping.Reading;
import java.util.List;

/** Hears what happens on a link. Called from Milo's threads; must not block. */
public interface LinkListener {
    /** The link is of no use any more; said once. */
    void lost(Link link, String reason);

    /** The line reported about jobs, in this order. */
    void reported(List<Reading> readings);

    /** Reports were lost on the way. */
    void reportsMissed(String why);
}
