package io.lineside.gateway.site;

import io.lineside.config.Site;
import io.lineside.gateway.access.KeyRing;
import io.lineside.gateway.mapping.Mappings;
import io.lineside.gateway.plan.Planner;
import io.lineside.gateway.product.Catalog;
import java.time.Instant;

/**
 * The site as it was read at one moment: what is offered, and which lines make it. Whoever answers a request reads the
 * edition once and then goes by it alone, so that nothing is answered by half of one and half of another.
 *
 * @param site every file, checked
 * @param catalog its products, ready for orders
 * @param planner over its lines
 * @param keys of the platforms that may order
 * @param mappings of foreign orders to ours
 * @param since when it came into force
 */
public record Edition(Site site, Catalog catalog, Planner planner, KeyRing keys, Mappings mappings, Instant since) {}
