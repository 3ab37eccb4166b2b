/** Who may use the platform API, and for what. */
@NullMarked
package io.lineside.gateway.access;

import org.jspecify.annotations.NullMarked;
