/** Accepted orders and their jobs as the gateway keeps them: what is durable, and the states it may take. */
@NullMarked
package io.lineside.model.work;

import org.jspecify.annotations.NullMarked;
