package io.lineside.connector.opcua.conformance;

import io.lineside.connector.opcua.wire.Isa95JobOrder;

/** A machine with job control that the suite can try: where it is, what it can, how a test holds it still. */
interface ConformancePeer extends AutoCloseable {
    /** As it stands in the report. */
    String name();

    /** Address of an endpoint without security. */
    String endpoint();

    /** MaxDownloadableJobOrders, at least 2. */
    int capacity();

    /** A work master that it can run. */
    String workMaster();

    /** While held, jobs stay in their states and no piece is made. */
    void holdProduction(boolean hold);

    /** How the peer gives its ReturnStatus from now on. */
    void speak(ReturnStatusWord.Dialect dialect);

    /** Whether the peer can run such an order; the standard leaves it to the server what an order must have. */
    boolean takes(Isa95JobOrder order);

    /** Whether the peer is known to write its JobOrderList so that it can not be read, once it has such a structure. */
    boolean loses(MaskClass mask);

    @Override
    void close();
}
