/**
 * Foreign JSON as orders: jq programs of the site, checked when they are loaded and bounded when they run. The one place that
 * knows the jq library.
 */
@NullMarked
package io.lineside.gateway.mapping;

import org.jspecify.annotations.NullMarked;
