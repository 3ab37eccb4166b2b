/** Site folders good and broken, and what is said about them. */
@NullMarked
package io.lineside.config;

import org.jspecify.annotations.NullMarked;
