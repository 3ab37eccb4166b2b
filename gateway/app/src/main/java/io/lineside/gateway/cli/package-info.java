/** The command line. */
@NullMarked
package io.lineside.gateway.cli;

import org.jspecify.annotations.NullMarked;
