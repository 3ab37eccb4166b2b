/** Tells receivers of platforms what happens to their orders: signed, in order, as often as it takes. */
@NullMarked
package io.lineside.gateway.notify.webhook;

import org.jspecify.annotations.NullMarked;
