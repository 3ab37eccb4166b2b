/** Every Camel route: the table of contents of the program. */
@NullMarked
package io.lineside.gateway.routes;

import org.jspecify.annotations.NullMarked;
