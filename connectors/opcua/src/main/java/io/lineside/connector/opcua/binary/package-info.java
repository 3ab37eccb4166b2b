/**
 * Binary encoding of structures with optional fields (OPC 10000-6 5.2.7), written by hand field by field: a generic
 * codec that reads the layout from the server is known to lose sparse optional fields.
 */
@NullMarked
package io.lineside.connector.opcua.binary;

import org.jspecify.annotations.NullMarked;
