/** The API as its contract says it: {@code openapi.yaml} read, bound to handlers, shown as a page. */
@NullMarked
package io.lineside.gateway.http.contract;

import org.jspecify.annotations.NullMarked;
