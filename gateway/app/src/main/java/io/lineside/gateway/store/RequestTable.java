package io.lineside.gateway.store;

import io.lineside.model.TenantId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.work.RequestState;
import io.lineside.model.work.WorkItem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;

/** SQL of the order rows that are written: the order as it was accepted, and how far it is. */
final class RequestTable {

    /** An order found under a key or number, and the digest of the body it came with. */
    record Known(WorkRequestId id, String bodyDigest) {}

    private static final String INSERT = "insert into work_request (id, position, tenant, external_id, priority,"
            + " requested_by, accepted_at, quantity, body_digest, specification, specification_sha256, personal)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String INSERT_ITEM = "insert into work_item (request_id, item, product, product_version,"
            + " quantity, options, packaging, spec_digest, personal) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String INSERT_KEY =
            "insert into idempotency_key (tenant, idempotency_key, request_id, body_digest) values (?, ?, ?, ?)"
                    + " on conflict (tenant, idempotency_key) do nothing";
    private static final String BY_KEY =
            "select request_id, body_digest from idempotency_key" + " where tenant = ? and idempotency_key = ?";
    private static final String BY_EXTERNAL_ID =
            "select id as request_id, body_digest from work_request where tenant = ? and external_id = ?";
    private static final String HEAD =
            "select p.request_id, r.tenant, r.external_id, r.quantity, p.state, p.changed_at, p.last_seq, p.finished, p.phases"
                    + " from work_progress p join work_request r on r.id = p.request_id where p.request_id = ?";
    static final String PROGRESS = "work_progress";
    // Both take the same arguments: a row that is written over before it is there is added as it was written last.
    private static final String INSERT_HEAD = "insert into work_progress"
            + " (state, last_seq, changed_at, finished, phases, request_id) values (?, ?, ?, ?, ?, ?)";
    private static final String UPDATE_HEAD = "update work_progress"
            + " set state = ?, last_seq = ?, changed_at = ?, finished = ?, phases = ? where request_id = ?";

    private RequestTable() {}

    static void insert(Session sql, Acceptance acceptance, String specificationSha256, long position)
            throws SQLException {
        var request = acceptance.request();
        sql.update(
                INSERT,
                request.id().value(),
                position,
                request.tenant().value(),
                request.externalId().orElse(null),
                request.priority(),
                Times.millis(request.requestedBy()),
                request.acceptedAt().toEpochMilli(),
                request.quantity(),
                acceptance.bodyDigest(),
                acceptance.specification(),
                specificationSha256,
                request.items().stream().allMatch(item -> item.personal().isEmpty()) ? 0 : 1);
        for (var item : request.items()) {
            insertItem(sql, request.id(), item);
        }
    }

    private static void insertItem(Session sql, WorkRequestId id, WorkItem item) throws SQLException {
        sql.insert(
                INSERT_ITEM,
                id.value(),
                item.number(),
                item.product(),
                item.productVersion(),
                item.quantity(),
                ValueText.writeAll(item.options()),
                ValueText.writeAll(item.packaging()),
                item.digest().hex(),
                item.personal().stream().sorted().collect(Collectors.joining(" ")));
    }

    /** Nothing happens for a key that is known. */
    static void insertKey(Session sql, TenantId tenant, String key, Known order) throws SQLException {
        sql.update(INSERT_KEY, tenant.value(), key, order.id().value(), order.bodyDigest());
    }

    static Optional<Known> findKey(Session sql, TenantId tenant, String key) throws SQLException {
        return sql.one(BY_KEY, RequestTable::readKnown, tenant.value(), key);
    }

    static Optional<Known> findExternalId(Session sql, TenantId tenant, String externalId) throws SQLException {
        return sql.one(BY_EXTERNAL_ID, RequestTable::readKnown, tenant.value(), externalId);
    }

    private static Known readKnown(ResultSet row) throws SQLException {
        return new Known(new WorkRequestId(row.getString(1)), row.getString(2));
    }

    static RequestHead head(Session sql, WorkRequestId id) throws SQLException {
        return sql.one(HEAD, RequestTable::readHead, id.value())
                .orElseThrow(() -> new StoreException("order " + id + ": has jobs but no progress row; the store file"
                        + " is damaged or was changed by hand, restore the last backup"));
    }

    private static RequestHead readHead(ResultSet row) throws SQLException {
        var order = new RequestHead.Order(
                new WorkRequestId(row.getString(1)),
                new TenantId(row.getString(2)),
                Optional.ofNullable(row.getString(3)),
                row.getInt(4));
        return new RequestHead(order, RequestState.ofText(row.getString(5)), Times.read(row, 6))
                .with(row.getLong(7), row.getInt(8), row.getString(9));
    }

    static void insertHead(Tx tx, RequestHead head) {
        writeHead(tx.sql(), INSERT_HEAD, head);
        tx.rows().written(head);
    }

    static void updateHead(Tx tx, RequestHead head) {
        writeHead(tx.sql(), UPDATE_HEAD, head);
        tx.rows().written(head);
    }

    private static void writeHead(Session sql, String statement, RequestHead head) {
        sql.write(
                PROGRESS,
                head.id().value(),
                statement,
                head.state().text(),
                head.seq(),
                head.changedAt().toEpochMilli(),
                head.finished(),
                head.phasesText(),
                head.id().value());
    }
}
