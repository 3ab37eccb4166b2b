/** What the gateway costs: whole programs under load, beside what the same machine can do at all. */
@NullMarked
package io.lineside.gateway.bench;

import org.jspecify.annotations.NullMarked;
