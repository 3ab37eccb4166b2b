package io.lineside.gateway.http;

import io.lineside.gateway.product.Catalog;

/** What platforms may order, and the ways in for orders and for questions about them. */
public record Shop(Catalog catalog, OrderDoor orders, FeasibilityDoor feasibility) {}
