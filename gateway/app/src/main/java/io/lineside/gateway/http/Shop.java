package io.lineside.gateway.http;

import io.lineside.gateway.intake.OrderActions;
import io.lineside.gateway.product.Catalog;
import java.util.function.Supplier;

/** What platforms may order, and the ways in for orders, for questions about them and for changes to them. */
public record Shop(Supplier<Catalog> catalog, OrderDoor orders, FeasibilityDoor feasibility, OrderActions actions) {}
