/**
 * Sessions with an OPC UA server. A {@link io.lineside.connector.opcua.session.Link} is one session: opened with all it
 * needs, used, and thrown away whole when anything about it is in doubt; nothing is repaired in place.
 */
@NullMarked
package io.lineside.connector.opcua.session;

import org.jspecify.annotations.NullMarked;
