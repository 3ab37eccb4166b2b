/** Drawings of configured products: SVG templates of the site, harmless whatever is ordered. */
@NullMarked
package io.lineside.gateway.product.preview;

import org.jspecify.annotations.NullMarked;
