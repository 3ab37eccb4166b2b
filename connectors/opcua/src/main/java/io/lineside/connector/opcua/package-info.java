/**
 * Connector for lines that offer ISA-95 job control over OPC UA (OPC 10031-4 V2), alone or as Machinery Jobs (OPC
 * 40001-3).
 */
@NullMarked
package io.lineside.connector.opcua;

import org.jspecify.annotations.NullMarked;
