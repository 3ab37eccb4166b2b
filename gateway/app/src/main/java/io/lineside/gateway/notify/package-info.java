/** Tells whoever waits that an order changed. */
@NullMarked
package io.lineside.gateway.notify;

import org.jspecify.annotations.NullMarked;
