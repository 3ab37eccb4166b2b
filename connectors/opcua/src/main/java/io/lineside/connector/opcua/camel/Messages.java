package io.lineside.connector.opcua.camel;

import io.lineside.connector.opcua.client.PlainValues;
import java.util.Locale;
import org.apache.camel.Message;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.jspecify.annotations.Nullable;

/** What a value looks like as a Camel message. */
final class Messages {
    private Messages() {}

    static void fill(Message message, DataValue value) {
        message.setBody(PlainValues.of(value.value()));
        message.setHeader(OpcUaHeaders.STATUS, word(value.statusCode()));
        time(message, OpcUaHeaders.SOURCE_TIME, value.sourceTime());
        time(message, OpcUaHeaders.SERVER_TIME, value.serverTime());
    }

    /** For example {@code Good} or {@code Uncertain_LastUsableValue}. */
    static String word(StatusCode status) {
        return StatusCodes.lookup(status.value())
                .map(words -> words[0])
                .orElseGet(() -> String.format(Locale.ROOT, "0x%08X", status.value()));
    }

    private static void time(Message message, String header, @Nullable DateTime time) {
        if (time != null && time.isNotNull()) {
            message.setHeader(header, time.getJavaInstant());
        }
    }
}
