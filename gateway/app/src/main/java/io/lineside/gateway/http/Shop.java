package io.lineside.gateway.http;

import io.lineside.gateway.product.Catalog;
import java.util.function.Supplier;

/** What platforms may order, and the ways in for orders and for questions about them. */
public record Shop(Supplier<Catalog> catalog, OrderDoor orders, FeasibilityDoor feasibility) {}
