package io.lineside.simulator.opcua;

import java.nio.charset.StandardCharsets;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.jspecify.annotations.Nullable;

/** Units of measure: UN/CEFACT codes as EUInformation carries them (OPC 10000-8 5.6.3). */
final class Units {
    private static final String UN_CEFACT = "http://www.opcfoundation.org/UA/units/un/cefact";
    private static final int BITS = 8;
    private static final int BYTE = 0xFF;

    private Units() {}

    /** The code of a unit, or its display name when it is none of UN/CEFACT's. */
    static @Nullable String code(@Nullable EUInformation unit) {
        if (unit == null) {
            return null;
        }
        if (UN_CEFACT.equals(unit.getNamespaceUri()) && unit.getUnitId() > 0) {
            StringBuilder code = new StringBuilder();
            for (int rest = unit.getUnitId(); rest > 0; rest >>= BITS) {
                code.insert(0, (char) (rest & BYTE));
            }
            return code.toString();
        }
        LocalizedText name = unit.getDisplayName();
        return name == null ? null : name.text();
    }

    /** The unit of a code. */
    static @Nullable EUInformation unit(@Nullable String code) {
        if (code == null) {
            return null;
        }
        int id = 0;
        for (byte letter : code.getBytes(StandardCharsets.US_ASCII)) {
            id = (id << BITS) | (letter & BYTE);
        }
        return new EUInformation(UN_CEFACT, id, LocalizedText.english(code), LocalizedText.NULL_VALUE);
    }
}
