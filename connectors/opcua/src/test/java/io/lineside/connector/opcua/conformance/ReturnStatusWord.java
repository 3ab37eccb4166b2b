package io.lineside.connector.opcua.conformance;

/** What a method says with its last output, in the standard's words and in those of some servers in use. */
enum ReturnStatusWord {
    NO_ERROR(1L, 0),
    UNKNOWN_JOB_ORDER_ID(1L << 1, 1),
    INVALID_JOB_ORDER_STATUS(1L << 3, 3),
    UNABLE_TO_ACCEPT(1L << 4, 4),
    INVALID_REQUEST(1L << 32, 32);

    private final long bitmap;
    private final long plain;

    ReturnStatusWord(long bitmap, long plain) {
        this.bitmap = bitmap;
        this.plain = plain;
    }

    /** The number on the wire. */
    long in(Dialect dialect) {
        return dialect == Dialect.BITMAP ? bitmap : plain;
    }

    /** Two ways to number them. */
    enum Dialect {
        BITMAP("OPC 10031-4 Annex B.2 Table 95"),
        ENUM("none: servers that number ReturnStatus as an enumeration");

        private final String clause;

        Dialect(String clause) {
            this.clause = clause;
        }

        String clause() {
            return clause;
        }
    }
}
