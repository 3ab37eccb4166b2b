/**
 * A client for any OPC UA server: sessions that are kept open, and services on them that fail in plain words. Knows
 * nothing of jobs. A session is used and thrown away whole when anything about it is in doubt.
 */
@NullMarked
package io.lineside.connector.opcua.client;

import org.jspecify.annotations.NullMarked;
