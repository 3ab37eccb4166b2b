/** Tests of the opcua: component. */
@org.jspecify.annotations.NullMarked
package io.lineside.connector.opcua.camel;
