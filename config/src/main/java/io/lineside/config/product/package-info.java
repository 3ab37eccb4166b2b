/** Product files as records: options, rules, materials, operations and examples, checked but not yet compiled. */
@NullMarked
package io.lineside.config.product;

import org.jspecify.annotations.NullMarked;
