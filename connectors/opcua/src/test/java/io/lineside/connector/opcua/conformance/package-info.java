/** Whether a machine speaks OPC 10031-4 V2: one suite over the bare wire, each test with its clause, for any peer. */
@NullMarked
package io.lineside.connector.opcua.conformance;

import org.jspecify.annotations.NullMarked;
