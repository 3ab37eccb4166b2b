/** The log: what is in it, and how a line of it looks to people and to programs. */
@NullMarked
package io.lineside.gateway.log;

import org.jspecify.annotations.NullMarked;
