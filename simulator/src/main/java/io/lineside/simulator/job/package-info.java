/** The jobs of one line: their states, commands, production and journal, free of any wire. */
@NullMarked
package io.lineside.simulator.job;

import org.jspecify.annotations.NullMarked;
