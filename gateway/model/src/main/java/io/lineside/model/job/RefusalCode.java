package io.lineside.model.job;

import java.util.Optional;

/** Why a line refuses: the bits of ReturnStatus in OPC 10031-4 Annex B.2, Table 95. */
public enum RefusalCode {
    /** Bit 1: the line does not know this JobOrderID. */
    UNKNOWN_JOB_ORDER(1, "unknown JobOrderID"),
    /** Bit 3: the job is in a state that does not allow the command. */
    INVALID_STATE(3, "invalid job order status"),
    /** Bit 4: the line has no room or will not take this order now. */
    UNABLE_TO_ACCEPT(4, "unable to accept"),
    /** Bit 32: the request itself is wrong. */
    INVALID_REQUEST(32, "invalid request"),
    /** Bits 33 to 63, and every bit without a meaning of its own. */
    VENDOR(33, "vendor specific refusal"),
    /** The line does not offer the method at all. */
    UNSUPPORTED(-1, "the line does not offer this method"),
    /** The line keeps the order otherwise than it was ordered: no match, no start. */
    NOT_AS_ORDERED(-1, "the line does not keep what was ordered"),
    /** The command certainly never reached the line's job control: there was no link to send it over. */
    NOT_DELIVERED(-1, "not delivered");

    private final int bit;
    private final String meaning;

    RefusalCode(int bit, String meaning) {
        this.bit = bit;
        this.meaning = meaning;
    }

    /** The bit number in ReturnStatus, or -1 where ReturnStatus has none. */
    public int bit() {
        return bit;
    }

    /** The standard's words for the bit. */
    public String meaning() {
        return meaning;
    }

    /**
     * The reason that a ReturnStatus bitmap states: the lowest bit with a meaning wins.
     *
     * @param returnStatus the UInt64 of OPC 10031-4 as a bitmap
     * @return empty for 0 and for "no error" (bit 0), which state no refusal
     */
    public static Optional<RefusalCode> ofBitmap(long returnStatus) {
        if (returnStatus == 0 || (returnStatus & 1) != 0) {
            return Optional.empty();
        }
        for (RefusalCode code : values()) {
            if (code.bit >= 0 && code != VENDOR && (returnStatus & (1L << code.bit)) != 0) {
                return Optional.of(code);
            }
        }
        return Optional.of(VENDOR);
    }
}
