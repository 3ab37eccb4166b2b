/** Everything durable: accepted orders, their jobs and the ledger, in one SQLite file or PostgreSQL database; the only package with SQL. */
@NullMarked
package io.lineside.gateway.store;

import org.jspecify.annotations.NullMarked;
