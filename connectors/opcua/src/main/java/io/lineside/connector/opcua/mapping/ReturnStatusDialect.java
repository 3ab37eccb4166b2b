package io.lineside.connector.opcua.mapping;

import io.lineside.model.job.RefusalCode;
import java.util.Locale;
import java.util.Optional;

/** How a server means its ReturnStatus: the specification and some servers in the field disagree. */
public enum ReturnStatusDialect {
    /** As OPC 10031-4 Annex B.2 Table 95 says: bit 0 is success, and 0 says nothing. */
    BITMAP {
        @Override
        public Meaning meaning(long returnStatus) {
            if ((returnStatus & 1) != 0) {
                return success(returnStatus);
            }
            return RefusalCode.ofBitmap(returnStatus)
                    .<Meaning>map(code -> new Meaning.Refusal(code, bitText(returnStatus, code)))
                    .orElseGet(() -> new Meaning.Unclear("ReturnStatus 0 has no meaning in Annex B.2; if this server"
                            + " means success by it, set connection.returnStatus to enum"));
        }
    },

    /** A plain number: 0 is success, 1, 3, 4 and 32 are the reasons that the bitmap has at these bits. */
    ENUM {
        @Override
        public Meaning meaning(long returnStatus) {
            if (returnStatus == 0) {
                return new Meaning.Done();
            }
            for (RefusalCode code : RefusalCode.values()) {
                if (code.bit() == returnStatus && code != RefusalCode.VENDOR) {
                    return new Meaning.Refusal(code, "ReturnStatus " + returnStatus + ": " + code.meaning());
                }
            }
            return new Meaning.Refusal(
                    RefusalCode.VENDOR,
                    "ReturnStatus " + Long.toUnsignedString(returnStatus) + ": " + RefusalCode.VENDOR.meaning());
        }
    };

    /** The bits that Annex B.2 Table 95 defines or keeps for later: 0 to 32. Beside success, a vendor's bits are a note. */
    private static final long STANDARD_BITS = (1L << 33) - 1;

    /** What the number says. */
    public abstract Meaning meaning(long returnStatus);

    /** The word under {@code connection.returnStatus}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The dialect with this word. */
    public static Optional<ReturnStatusDialect> ofWord(String word) {
        for (ReturnStatusDialect dialect : values()) {
            if (dialect.word().equals(word)) {
                return Optional.of(dialect);
            }
        }
        return Optional.empty();
    }

    // Success together with a reason for refusal: most likely a server that means 3 as a plain number.
    private static Meaning success(long returnStatus) {
        if ((returnStatus & STANDARD_BITS & ~1L) == 0) {
            return new Meaning.Done();
        }
        String other = RefusalCode.ofBitmap(returnStatus & ~1L)
                .filter(code -> code != RefusalCode.VENDOR)
                .map(RefusalCode::meaning)
                .orElse("something that Annex B.2 keeps for later");
        return new Meaning.Unclear("ReturnStatus " + Long.toUnsignedString(returnStatus) + " says both no error and "
                + other + "; if this server means a plain number by it, set connection.returnStatus to enum");
    }

    private static String bitText(long returnStatus, RefusalCode code) {
        int bit = code == RefusalCode.VENDOR ? Long.numberOfTrailingZeros(returnStatus) : code.bit();
        return String.format(Locale.ROOT, "ReturnStatus 0x%X, bit %d: %s", returnStatus, bit, code.meaning());
    }

    /** What a ReturnStatus says. */
    public sealed interface Meaning {
        /** The method did what it says. */
        record Done() implements Meaning {}

        /** The method did nothing, and this is why. */
        record Refusal(RefusalCode code, String reason) implements Meaning {}

        /** Nothing can be concluded. */
        record Unclear(String why) implements Meaning {}
    }
}
