package io.lineside.gateway.store;

import io.lineside.model.SpecDigest;
import io.lineside.model.TenantId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.work.RequestState;
import io.lineside.model.work.WorkItem;
import io.lineside.model.work.WorkRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** SQL of the questions platforms ask about orders; every one names the tenant. */
final class RequestQueries {

    /** An order of the list, and where to go on after it. */
    private record Positioned(long position, RequestSummary summary) {}

    /** An order whose items are still to be read. */
    private record Found(
            WorkRequestId id,
            Function<List<WorkItem>, WorkRequest> request,
            RequestState state,
            long revision,
            Instant changedAt,
            Optional<Instant> erasedAt) {}

    private static final String SELECT = "select r.id, r.position, r.tenant, r.external_id, r.priority, r.requested_by,"
            + " r.accepted_at, r.quantity, p.state, p.last_seq, p.changed_at, r.erased_at, p.finished"
            + " from work_request r join work_progress p on p.request_id = r.id where r.tenant = ?";
    private static final String BY_ID = SELECT + " and r.id = ?";
    private static final String BY_EXTERNAL_ID = SELECT + " and r.external_id = ?";
    private static final String EARLIER = " and r.position < ?";
    private static final String NEWEST_FIRST = " order by r.position desc limit ?";
    private static final String ITEMS = "select item, product, product_version, quantity, options, packaging,"
            + " spec_digest, personal from work_item where request_id = ? order by item";
    private static final String SPECIFICATION =
            "select specification, specification_sha256 from work_request where tenant = ? and id = ?";

    private RequestQueries() {}

    static Optional<RequestView> byId(Session sql, TenantId tenant, WorkRequestId id) throws SQLException {
        return view(sql, BY_ID, tenant, id.value());
    }

    static Optional<RequestView> byExternalId(Session sql, TenantId tenant, String externalId) throws SQLException {
        return view(sql, BY_EXTERNAL_ID, tenant, externalId);
    }

    private static Optional<RequestView> view(Session sql, String statement, TenantId tenant, String key)
            throws SQLException {
        var found = sql.one(statement, RequestQueries::readFound, tenant.value(), key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var order = found.get();
        var items = sql.list(ITEMS, RequestQueries::readItem, order.id().value());
        var jobs = JobTable.of(sql, order.id());
        return Optional.of(new RequestView(
                order.request().apply(items),
                order.state(),
                order.revision(),
                order.changedAt(),
                order.erasedAt(),
                jobs));
    }

    private static Found readFound(ResultSet row) throws SQLException {
        var id = new WorkRequestId(row.getString(1));
        var tenant = new TenantId(row.getString(3));
        var externalId = Optional.ofNullable(row.getString(4));
        int priority = row.getInt(5);
        var requestedBy = Times.readOptional(row, 6);
        var acceptedAt = Times.read(row, 7);
        return new Found(
                id,
                items -> new WorkRequest(id, tenant, externalId, items, priority, requestedBy, acceptedAt),
                RequestState.ofText(row.getString(9)),
                row.getLong(10),
                Times.read(row, 11),
                Times.readOptional(row, 12));
    }

    private static WorkItem readItem(ResultSet row) throws SQLException {
        return new WorkItem(
                row.getInt(1),
                row.getString(2),
                row.getInt(3),
                row.getInt(4),
                ValueText.readAll(row.getString(5)),
                ValueText.readAll(row.getString(6)),
                new SpecDigest(row.getString(7)),
                PersonalNames.read(row.getString(8)));
    }

    static Page newest(Session sql, TenantId tenant, OrderFilter filter, long beforePosition, int limit)
            throws SQLException {
        if (limit < 1) {
            throw new IllegalArgumentException("limit of a page must be at least 1, was " + limit);
        }
        var statement = new StringBuilder(SELECT).append(EARLIER);
        List<Object> values = new ArrayList<>(List.of(tenant.value(), beforePosition));
        if (!filter.states().isEmpty()) {
            // In the order of the words, so that the same question is the same statement.
            var states =
                    filter.states().stream().sorted().map(RequestState::text).toList();
            statement
                    .append(" and p.state in (?")
                    .append(", ?".repeat(states.size() - 1))
                    .append(")");
            values.addAll(states);
        }
        if (filter.since().isPresent()) {
            statement.append(" and p.changed_at >= ?");
            values.add(filter.since().get().toEpochMilli());
        }
        if (filter.externalId().isPresent()) {
            statement.append(" and r.external_id = ?");
            values.add(filter.externalId().get());
        }
        return page(sql, statement.append(NEWEST_FIRST).toString(), values, limit);
    }

    /**
     * A page of what a statement lists.
     *
     * @param statement selects what a summary needs, newest first, and ends with the limit
     * @param values of all its parameters but the limit
     */
    static Page page(Session sql, String statement, List<Object> values, int limit) throws SQLException {
        List<Object> all = new ArrayList<>(values);
        all.add(limit + 1);
        var found = sql.list(statement, RequestQueries::readSummary, all.toArray());
        boolean more = found.size() > limit;
        var page = more ? found.subList(0, limit) : found;
        return new Page(
                page.stream().map(Positioned::summary).toList(),
                more ? OptionalLong.of(page.get(limit - 1).position()) : OptionalLong.empty());
    }

    private static Positioned readSummary(ResultSet row) throws SQLException {
        var summary = new RequestSummary(
                new WorkRequestId(row.getString("id")),
                Optional.ofNullable(row.getString("external_id")),
                RequestState.ofText(row.getString("state")),
                row.getInt("quantity"),
                row.getLong("last_seq"),
                Times.read(row, "accepted_at"),
                Times.read(row, "changed_at"),
                row.getInt("finished"),
                Times.readOptional(row, "requested_by"));
        return new Positioned(row.getLong("position"), summary);
    }

    static Optional<String> specification(Session sql, TenantId tenant, WorkRequestId id) throws SQLException {
        var found =
                sql.one(SPECIFICATION, row -> List.of(row.getString(1), row.getString(2)), tenant.value(), id.value());
        if (found.isPresent()
                && !SpecDigest.of(found.get().get(0)).hex().equals(found.get().get(1))) {
            throw new StoreException("order " + id + ": its specification does not match the SHA-256 kept with it;"
                    + " the store file is damaged or was changed by hand, restore a backup");
        }
        return found.map(texts -> texts.get(0));
    }
}
