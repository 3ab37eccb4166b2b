/** A line that speaks OPC UA job control (OPC 10031-4 V2); the only package that knows Milo. */
@NullMarked
package io.lineside.simulator.opcua;

import org.jspecify.annotations.NullMarked;
