/** What the gateway measures about itself and its lines, as Micrometer meters for Prometheus. */
@NullMarked
package io.lineside.gateway.observe;

import org.jspecify.annotations.NullMarked;
