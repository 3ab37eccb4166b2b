/** The other doors of a site, {@code doors.yaml}: where orders come in and reports go out beside the platform API. */
@NullMarked
package io.lineside.config.door;

import org.jspecify.annotations.NullMarked;
