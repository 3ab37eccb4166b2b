package io.lineside.gateway.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lineside.model.TenantId;
import io.lineside.model.work.Arrival;
import java.io.IOException;
import java.util.Optional;

/**
 * An order as it came in.
 *
 * @param tenant from the credential, never from the body
 * @param idempotencyKey the caller's key for this submission; empty for none
 * @param body JSON as received, already within the size limit
 * @param arrival when and how, where orders are traced
 */
public record IntakeCall(TenantId tenant, Optional<String> idempotencyKey, String body, Optional<Arrival> arrival) {
    private static final JsonFactory JSON = new JsonFactory();

    /** An order that is not traced from its arrival on. */
    public IntakeCall(TenantId tenant, Optional<String> idempotencyKey, String body) {
        this(tenant, idempotencyKey, body, Optional.empty());
    }

    /**
     * Whether it can be handed in again without a second order: it has a key, or its body an external id. Nothing else of
     * the body is checked; of one that is not JSON no order comes.
     */
    public boolean isRepeatable() {
        if (idempotencyKey.isPresent()) {
            return true;
        }
        try (JsonParser in = JSON.createParser(body)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return true;
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                boolean names = in.currentName().equals("externalId");
                if (in.nextToken() == JsonToken.VALUE_STRING && names) {
                    return true;
                }
                in.skipChildren();
            }
            return false;
        } catch (IOException notJson) {
            return true;
        }
    }
}
