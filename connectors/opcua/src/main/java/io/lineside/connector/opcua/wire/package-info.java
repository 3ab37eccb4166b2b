/**
 * The eleven ISA-95 structures of OPC 10031-4 V2 exactly as they go over the wire: same names, same fields, nothing
 * interpreted. An optional field that is absent is null; one that is present but null on the wire is kept as an empty
 * list where it is an array and as absent where it is not.
 */
@NullMarked
package io.lineside.connector.opcua.wire;

import org.jspecify.annotations.NullMarked;
