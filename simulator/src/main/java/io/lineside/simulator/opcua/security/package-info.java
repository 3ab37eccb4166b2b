/** Certificates, trust and users of a simulated OPC UA line. */
@NullMarked
package io.lineside.simulator.opcua.security;

import org.jspecify.annotations.NullMarked;
