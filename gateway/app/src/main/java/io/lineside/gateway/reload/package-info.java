/** Changes the site while the gateway runs: read, checked, and put into force as a whole or not at all. */
@NullMarked
package io.lineside.gateway.reload;

import org.jspecify.annotations.NullMarked;
