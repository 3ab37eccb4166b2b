package io.lineside.gateway.door.format;

import io.lineside.gateway.intake.Refusal;
import java.util.List;

/** What came of reading a document. */
public sealed interface Reading {
    /** At least one order; none of them has been checked against the products. */
    record Orders(List<OrderText> orders) implements Reading {
        /** Copies the list. */
        public Orders {
            orders = List.copyOf(orders);
        }
    }

    /** The document as a whole can not be read; no order of it is taken. */
    record Bad(Refusal refusal) implements Reading {}
}
