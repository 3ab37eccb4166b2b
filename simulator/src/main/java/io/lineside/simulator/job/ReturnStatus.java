package io.lineside.simulator.job;

import java.util.Arrays;

/** The answers to a command: single bits of the bitmap of OPC 10031-4 Annex B.2. */
public enum ReturnStatus {
    /** Done. */
    NO_ERROR(0),
    /** The line does not know that JobOrderID. */
    UNKNOWN_JOB_ORDER_ID(1),
    /** The job's state does not allow the command. */
    INVALID_JOB_ORDER_STATUS(3),
    /** The line could do it, but not now. */
    UNABLE_TO_ACCEPT(4),
    /** The request itself cannot be right. */
    INVALID_REQUEST(32),
    /** A reason of the vendor's own; bits 33 to 63 are his. */
    VENDOR_SPECIFIC(33);

    private final int bit;

    ReturnStatus(int bit) {
        this.bit = bit;
    }

    /** The number of its bit: what servers answer that mean a plain number. */
    public int bit() {
        return bit;
    }

    /** The status of that bit. */
    public static ReturnStatus ofBit(String bit) {
        return Arrays.stream(values())
                .filter(status -> bit.equals(Integer.toString(status.bit)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("ReturnStatus: has no bit '" + bit + "'"));
    }

    /** The bitmap as it goes over the wire. */
    public long bits() {
        return 1L << bit;
    }
}
