package io.lineside.gateway.store;

import io.lineside.gateway.store.RequestTable.Known;
import io.lineside.model.TenantId;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What tells whether an order was handed in before.
 *
 * @param idempotencyKey the platform's key for this submission, unique per tenant
 * @param externalId the platform's own number for the order, unique per tenant
 * @param bodyDigest tells the same order from another one under the same key or number
 */
record Submission(TenantId tenant, Optional<String> idempotencyKey, Optional<String> externalId, String bodyDigest) {

    static Submission of(Acceptance acceptance) {
        var request = acceptance.request();
        return new Submission(
                request.tenant(), acceptance.idempotencyKey(), request.externalId(), acceptance.bodyDigest());
    }

    /** What it comes to if its key or number is known, the key first; empty for an order that is new. */
    Optional<AcceptOutcome> known(Session sql) throws SQLException {
        var byKey = idempotencyKey.isPresent()
                ? RequestTable.findKey(sql, tenant, idempotencyKey.get())
                : Optional.<Known>empty();
        if (byKey.isPresent()) {
            var id = byKey.get().id();
            return Optional.of(isSame(byKey.get()) ? new AcceptOutcome.Replayed(id) : new AcceptOutcome.KeyReused(id));
        }
        var byNumber = externalId.isPresent()
                ? RequestTable.findExternalId(sql, tenant, externalId.get())
                : Optional.<Known>empty();
        return byNumber.map(order ->
                isSame(order) ? new AcceptOutcome.Replayed(order.id()) : new AcceptOutcome.ExternalIdTaken(order.id()));
    }

    private boolean isSame(Known order) {
        return order.bodyDigest().equals(bodyDigest);
    }
}
