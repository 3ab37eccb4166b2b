package io.lineside.gateway.intake;

import io.lineside.model.TenantId;
import java.util.Optional;

/**
 * An order as it came in.
 *
 * @param tenant from the credential, never from the body
 * @param idempotencyKey the caller's key for this submission; empty for none
 * @param body JSON as received, already within the size limit
 */
public record IntakeCall(TenantId tenant, Optional<String> idempotencyKey, String body) {}
