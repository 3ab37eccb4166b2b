/**
 * A PLC without methods: job orders by tag handshake, as connectors/opcua/TAG-HANDSHAKE.md specifies it for PLC
 * programmers. {@link io.lineside.simulator.opcua.tags.TagProgram} is the program of the PLC, cycle by cycle;
 * {@link io.lineside.simulator.opcua.tags.TagMemory} its retentive memory; the rest is the wire.
 */
@NullMarked
package io.lineside.simulator.opcua.tags;

import org.jspecify.annotations.NullMarked;
