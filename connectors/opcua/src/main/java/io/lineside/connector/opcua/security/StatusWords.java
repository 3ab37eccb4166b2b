package io.lineside.connector.opcua.security;

import java.util.Locale;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;

/** Status codes by the names that OPC UA documents and search engines know. */
public final class StatusWords {
    private StatusWords() {}

    /** For example {@code Bad_MethodInvalid (The method id does not refer to a method for the specified object.)}. */
    public static String of(StatusCode status) {
        Optional<String[]> known = StatusCodes.lookup(status.value());
        return known.map(words -> words[0] + " (" + words[1] + ")")
                .orElseGet(() -> String.format(Locale.ROOT, "StatusCode 0x%08X", status.value()));
    }
}
