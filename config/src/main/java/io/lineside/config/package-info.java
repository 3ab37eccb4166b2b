/** A site folder as one checked record: {@link io.lineside.config.SiteLoader} reads it or says everything wrong with it. */
@NullMarked
package io.lineside.config;

import org.jspecify.annotations.NullMarked;
