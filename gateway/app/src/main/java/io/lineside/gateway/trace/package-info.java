/** One trace for each order, made of what the ledger says, for a collector that speaks OTLP. */
@NullMarked
package io.lineside.gateway.trace;

import org.jspecify.annotations.NullMarked;
