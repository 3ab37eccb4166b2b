/** The command line of the simulator. */
@NullMarked
package io.lineside.simulator.cli;

import org.jspecify.annotations.NullMarked;
