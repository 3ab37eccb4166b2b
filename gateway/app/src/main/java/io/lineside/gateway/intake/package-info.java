/** Turns a platform's words into a checked draft, and a planned draft into a durable order. */
@NullMarked
package io.lineside.gateway.intake;

import org.jspecify.annotations.NullMarked;
