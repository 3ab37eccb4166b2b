/** Decides when a job order goes to its line, and settles every doubt by asking the line. */
@NullMarked
package io.lineside.gateway.dispatch;

import org.jspecify.annotations.NullMarked;
