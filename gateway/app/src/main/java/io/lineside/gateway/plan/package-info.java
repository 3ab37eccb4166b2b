/** Turns a checked order into job orders on lines. */
@NullMarked
package io.lineside.gateway.plan;

import org.jspecify.annotations.NullMarked;
