/** What a line is asked to make: job orders of OPC 10031-4, free of any wire. */
@NullMarked
package io.lineside.simulator.order;

import org.jspecify.annotations.NullMarked;
