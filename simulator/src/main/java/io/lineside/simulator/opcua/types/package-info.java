/** The structures of OPC 10031-4 V2 as records with their own binary codecs. */
@NullMarked
package io.lineside.simulator.opcua.types;

import org.jspecify.annotations.NullMarked;
