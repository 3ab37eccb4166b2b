/** Folds what lines report into jobs and orders. */
@NullMarked
package io.lineside.gateway.progress;

import org.jspecify.annotations.NullMarked;
