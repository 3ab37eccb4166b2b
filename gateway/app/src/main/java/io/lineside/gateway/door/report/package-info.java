/** What becomes of orders, told by files: each order that ends is one, written once. */
@NullMarked
package io.lineside.gateway.door.report;

import org.jspecify.annotations.NullMarked;
