package io.lineside.gateway.plan;

import io.lineside.gateway.product.CompiledProduct;
import io.lineside.gateway.product.Configured;

/** One checked item of a draft: a product with every option decided, and how many of it. */
public record ItemDraft(int number, CompiledProduct product, Configured configured, int quantity) {}
