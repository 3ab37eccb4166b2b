package io.lineside.connector.opcua.mapping;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.jspecify.annotations.Nullable;

/** UN/ECE common codes such as {@code KGM} as engineering units of OPC UA, and back. */
final class UnitCodes {
    /** The NamespaceUri of units whose UnitId is made from an UN/ECE code (OPC 10000-8 5.6.3). */
    static final String NAMESPACE = "http://www.opcfoundation.org/UA/units/un/cefact";

    private static final Pattern COMMON_CODE = Pattern.compile("[A-Z0-9]{1,3}");
    private static final int NOT_AVAILABLE = -1;

    private UnitCodes() {}

    /** The unit of a code; null for no code. The code is also the name shown to people. */
    static @Nullable EUInformation unit(@Nullable String code) {
        return code == null
                ? null
                : new EUInformation(NAMESPACE, unitId(code), new LocalizedText(null, code), LocalizedText.NULL_VALUE);
    }

    /** The code of a unit: from its UnitId where that is an UN/ECE one, else the name shown to people. */
    static @Nullable String code(@Nullable EUInformation unit) {
        if (unit == null) {
            return null;
        }
        if (NAMESPACE.equals(unit.getNamespaceUri())) {
            String code = text(unit.getUnitId());
            if (COMMON_CODE.matcher(code).matches()) {
                return code;
            }
        }
        LocalizedText name = unit.getDisplayName();
        return name == null ? null : name.text();
    }

    // OPC 10000-8 5.6.3: the characters of the code, first one highest, as the bytes of an Int32.
    private static int unitId(String code) {
        if (!COMMON_CODE.matcher(code).matches()) {
            return NOT_AVAILABLE;
        }
        int id = 0;
        for (byte character : code.getBytes(StandardCharsets.US_ASCII)) {
            id = id << 8 | character;
        }
        return id;
    }

    private static String text(int unitId) {
        var text = new StringBuilder();
        for (int shift = 24; shift >= 0; shift -= 8) {
            int character = unitId >>> shift & 0xFF;
            if (character != 0) {
                text.append((char) character);
            }
        }
        return text.toString();
    }
}
