/** What may be ordered and how it is made: options, rules, examples and the operations that come of an order. */
@NullMarked
package io.lineside.gateway.product;

import org.jspecify.annotations.NullMarked;
