/** What every wire of a simulated line has in common. */
@NullMarked
package io.lineside.simulator.line;

import org.jspecify.annotations.NullMarked;
