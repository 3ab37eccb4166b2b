/** Between the gateway's words and the structures and answers of OPC 10031-4: no network, no state. */
@NullMarked
package io.lineside.connector.opcua.mapping;

import org.jspecify.annotations.NullMarked;
