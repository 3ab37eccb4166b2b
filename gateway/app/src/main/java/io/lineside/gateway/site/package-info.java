/** The site as it is in force: checked, compiled, and changed as a whole or not at all. */
@NullMarked
package io.lineside.gateway.site;

import org.jspecify.annotations.NullMarked;
