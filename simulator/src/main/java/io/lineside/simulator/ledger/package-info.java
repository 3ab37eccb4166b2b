/** The record of what was physically made, and the append-only files that it stands in. */
@NullMarked
package io.lineside.simulator.ledger;

import org.jspecify.annotations.NullMarked;
