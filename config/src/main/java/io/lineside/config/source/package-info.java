/** Strict reading of YAML: where every value stands, what is wrong with it, and what would be right. */
@NullMarked
package io.lineside.config.source;

import org.jspecify.annotations.NullMarked;
