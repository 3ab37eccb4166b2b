package io.lineside.gateway.http;

import io.lineside.gateway.access.KeyRing;
import io.lineside.gateway.access.token.Tokens;
import io.lineside.gateway.intake.OrderActions;
import io.lineside.gateway.mapping.Mappings;
import io.lineside.gateway.notify.webhook.Webhooks;
import io.lineside.gateway.product.Catalog;
import java.util.function.Supplier;

/** What platforms may order, who may, and the ways in for orders, for questions about them and for changes to them; and
 * who is told of what becomes of them. */
public record Shop(
        Supplier<Catalog> catalog,
        Supplier<KeyRing> keys,
        Tokens tokens,
        OrderDoor orders,
        FeasibilityDoor feasibility,
        OrderActions actions,
        Webhooks webhooks,
        Supplier<Mappings> mappings) {}
