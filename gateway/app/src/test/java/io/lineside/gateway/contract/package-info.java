/** Holds every conversation of the tests against the contract, and the contract against the one that was released. */
@NullMarked
package io.lineside.gateway.contract;

import org.jspecify.annotations.NullMarked;
