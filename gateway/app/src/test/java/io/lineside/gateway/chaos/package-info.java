/** Whole sites as processes of their own, disturbed in every way of the fault matrix, and judged by what the plant made. */
@NullMarked
package io.lineside.gateway.chaos;

import org.jspecify.annotations.NullMarked;
