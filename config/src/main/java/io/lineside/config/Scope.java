package io.lineside.config;

/** What a credential may be used for. */
public enum Scope {
    /** Reading the orders of its own tenant. */
    ORDERS_READ("orders:read"),
    /** Placing orders for its own tenant. */
    ORDERS_WRITE("orders:write"),
    /** Reading what is on offer, and asking whether an order could be made. */
    PRODUCTS_READ("products:read"),
    /** Looking after the webhooks of its own tenant. */
    WEBHOOKS_MANAGE("webhooks:manage");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    /** The word in files and in the contract. */
    public String word() {
        return word;
    }
}
