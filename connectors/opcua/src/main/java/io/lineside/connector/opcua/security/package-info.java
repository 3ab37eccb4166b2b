/** Who the gateway is to a line, which line it trusts, and what it refuses to be talked down to (OPC 10000-4 6.1). */
@NullMarked
package io.lineside.connector.opcua.security;

import org.jspecify.annotations.NullMarked;
