/** A server on a real socket for the tests of the generic client, the component and the tag handshake. */
@org.jspecify.annotations.NullMarked
package io.lineside.connector.opcua.client;
