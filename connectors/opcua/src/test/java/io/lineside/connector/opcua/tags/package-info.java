/** Tests of the tag handshake against a PLC written from TAG-HANDSHAKE.md. */
@org.jspecify.annotations.NullMarked
package io.lineside.connector.opcua.tags;
