/** Requests that the gateway sends itself: to receivers of webhooks, at the address that was judged. */
@NullMarked
package io.lineside.gateway.http.courier;

import org.jspecify.annotations.NullMarked;
