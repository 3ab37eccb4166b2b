/**
 * The {@code opcua:} component for anybody's Camel routes: read, write, call, and subscribe to data and events. The only
 * package of the connector that knows Camel. COMPONENT.md is its manual.
 */
@NullMarked
package io.lineside.connector.opcua.camel;

import org.jspecify.annotations.NullMarked;
