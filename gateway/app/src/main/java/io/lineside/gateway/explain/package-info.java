/** Tells what happened to orders and jobs, and what they wait for, in plain words. */
@NullMarked
package io.lineside.gateway.explain;

import org.jspecify.annotations.NullMarked;
