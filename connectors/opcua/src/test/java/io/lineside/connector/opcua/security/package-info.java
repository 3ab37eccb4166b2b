/** Certificates of real keys, and nothing on the wire. */
@org.jspecify.annotations.NullMarked
package io.lineside.connector.opcua.security;
