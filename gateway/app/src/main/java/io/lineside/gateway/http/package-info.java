/** The platform API and the management port, on Vert.x. */
@NullMarked
package io.lineside.gateway.http;

import org.jspecify.annotations.NullMarked;
