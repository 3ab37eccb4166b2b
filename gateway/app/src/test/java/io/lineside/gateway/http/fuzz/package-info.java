/** Requests that nobody would send on purpose, made from a seed, and what every answer to them must be. */
@NullMarked
package io.lineside.gateway.http.fuzz;

import org.jspecify.annotations.NullMarked;
