/**
 * Connector for PLCs without methods: job orders by tag handshake over OPC UA. TAG-HANDSHAKE.md is the wire; words like
 * <em>fence</em> are explained there.
 */
@NullMarked
package io.lineside.connector.opcua.tags;

import org.jspecify.annotations.NullMarked;
