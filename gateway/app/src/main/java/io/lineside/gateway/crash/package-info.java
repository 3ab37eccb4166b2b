/** The steps at which tests end the process, to prove that nothing is lost and nothing made twice. */
@NullMarked
package io.lineside.gateway.crash;

import org.jspecify.annotations.NullMarked;
