/** The connector SPI: how the gateway speaks to a line, whatever the wire. Connectors are found by ServiceLoader. */
@NullMarked
package io.lineside.model.line;

import org.jspecify.annotations.NullMarked;
