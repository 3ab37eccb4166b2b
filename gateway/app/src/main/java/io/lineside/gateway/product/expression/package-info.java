/** The expression language of product files: CEL, typed by the product's options and proved free of absent values. */
@NullMarked
package io.lineside.gateway.product.expression;

import org.jspecify.annotations.NullMarked;
