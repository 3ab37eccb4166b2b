package io.lineside.gateway.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lineside.model.JobOrderId;
import io.lineside.model.SpecDigest;
import io.lineside.model.TenantId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.WorkItem;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Overwrites what is personal in an order that is over, wherever the store has it. The digests of what was ordered stay,
 * and those of the rows become those of what is left, so that checks go on to mean something. Re-runnable.
 */
final class EraseWork implements Work<EraseOutcome> {
    private static final String SPECIFICATION = "select specification from work_request where id = ?";
    private static final String SET_SPECIFICATION =
            "update work_request set specification = ?, specification_sha256 = ?, erased_at = ? where id = ?";
    private static final String SET_ITEM =
            "update work_item set options = ?, packaging = ? where request_id = ? and item = ?";
    private static final String SET_PAYLOAD =
            "update job_order set payload = ?, payload_sha256 = ? where job_id = ? and payload <> ?";
    private static final String SET_REASON = "update job set reason = ? where id = ? and reason <> ?";
    private static final String SET_UP_FOR = "select set_up_for from job where id = ?";
    private static final String CLEAR_SET_UP = "update job set set_up_for = '' where id = ?";
    private static final String CLEAR_PACE = "update line_pace set set_up_for = '' where set_up_for = ?";
    private static final String REFUSALS = "select line, reason from job_refusal where job_id = ?";
    private static final String SET_REFUSAL = "update job_refusal set reason = ? where job_id = ? and line = ?";
    private static final String DEAD = "update dead_report set report = ?, reason = ? where job_id = ?";
    private static final String EVENTS = "select seq, data from ledger_event where request_id = ?";
    private static final String SET_EVENT = "update ledger_event set data = ? where request_id = ? and seq = ?";
    private static final String DELIVERIES =
            "select tenant, id, seq, detail from webhook_delivery where request_id = ? and detail <> ''";
    private static final String SET_DELIVERY =
            "update webhook_delivery set detail = ? where tenant = ? and id = ? and seq = ?";

    private record Delivery(String tenant, String id, long seq, String detail) {}

    private record Event(long seq, String data) {}

    private final TenantId tenant;
    private final WorkRequestId id;
    private final String who;
    private final Optional<String> thoroughly;

    /**
     * For one order.
     *
     * @param who wishes it, for the audit
     * @param thoroughly what the connection is asked first
     */
    EraseWork(TenantId tenant, WorkRequestId id, String who, Optional<String> thoroughly) {
        this.tenant = tenant;
        this.id = id;
        this.who = who;
        this.thoroughly = thoroughly;
    }

    @Override
    public EraseOutcome run(Tx tx) throws SQLException {
        var found = RequestQueries.byId(tx.sql(), tenant, id);
        if (found.isEmpty()) {
            return new EraseOutcome.NoSuchOrder();
        }
        var view = found.get();
        if (view.erasedAt().isPresent()) {
            return new EraseOutcome.Erased(view.erasedAt().get());
        }
        if (!view.state().isFinal()) {
            return new EraseOutcome.Open(view.state());
        }
        erase(tx, view);
        var head = tx.head(id);
        var data =
                JsonNodeFactory.instance.objectNode().put("state", head.state().text());
        tx.record(head, EventType.ORDER_ERASED, Optional.<JobOrderId>empty(), data);
        RequestTable.updateHead(tx, head);
        AuditTable.append(tx.sql(), tx.now(), AuditEntry.of(who, "order-erased", id.value(), Map.of()));
        // What is known of rows without reading them is not what they are any more.
        tx.rows().forget();
        return new EraseOutcome.Erased(tx.now());
    }

    private void erase(Tx tx, RequestView view) throws SQLException {
        var sql = tx.sql();
        if (thoroughly.isPresent()) {
            sql.number(thoroughly.get());
        }
        var secrets = new Secrets();
        var items = view.request().items();
        for (var item : items) {
            sql.update(
                    SET_ITEM,
                    ValueText.writeAll(secrets.erase(item, "", item.options())),
                    ValueText.writeAll(secrets.erase(item, "packaging.", item.packaging())),
                    id.value(),
                    item.number());
        }
        var specification = sql.one(SPECIFICATION, row -> String.valueOf(row.getString(1)), id.value())
                .orElseThrow();
        var left = secrets.eraseSpecification(items, specification);
        sql.update(SET_SPECIFICATION, left, SpecDigest.of(left).hex(), tx.now().toEpochMilli(), id.value());
        payloads(sql, view, secrets);
        for (var job : view.jobs()) {
            words(sql, job, secrets);
        }
        events(sql, secrets);
    }

    private static void payloads(Session sql, RequestView view, Secrets secrets) throws SQLException {
        var names = view.request().items().stream()
                .collect(Collectors.toMap(WorkItem::number, item -> new PersonalNames(item.personal())));
        for (var job : view.jobs()) {
            var payload = PayloadTable.find(sql, job.id());
            var own = names.getOrDefault(job.item(), new PersonalNames(Set.of()));
            if (payload.isPresent() && payload.get().isSound() && !own.isEmpty()) {
                var text =
                        secrets.erasePayload(own, job.operation(), payload.get().text());
                sql.update(
                        SET_PAYLOAD, text, SpecDigest.of(text).hex(), job.id().value(), text);
            }
        }
    }

    private static void words(Session sql, TrackedJob job, Secrets secrets) throws SQLException {
        var id = job.id().value();
        var reason = secrets.eraseWords(job.reason());
        sql.update(SET_REASON, reason, id, reason);
        var setUp =
                sql.one(SET_UP_FOR, row -> String.valueOf(row.getString(1)), id).orElse("");
        if (!secrets.eraseWords(setUp).equals(setUp)) {
            sql.update(CLEAR_SET_UP, id);
            sql.update(CLEAR_PACE, setUp);
        }
        for (var refusal : sql.list(REFUSALS, row -> List.of(row.getString(1), row.getString(2)), id)) {
            var left = secrets.eraseWords(refusal.get(1));
            if (!left.equals(refusal.get(1))) {
                sql.update(SET_REFUSAL, left, id, refusal.get(0));
            }
        }
        // As it came, and so with everything that the line says that it built.
        sql.update(DEAD, Secrets.ERASED, Secrets.ERASED, id);
    }

    private void events(Session sql, Secrets secrets) throws SQLException {
        for (var event : sql.list(EVENTS, row -> new Event(row.getLong(1), row.getString(2)), id.value())) {
            var left = secrets.eraseEvent(event.data());
            if (!left.equals(event.data())) {
                sql.update(SET_EVENT, left, id.value(), event.seq());
            }
        }
        for (var delivery : sql.list(
                DELIVERIES,
                row -> new Delivery(row.getString(1), row.getString(2), row.getLong(3), row.getString(4)),
                id.value())) {
            var left = secrets.eraseWords(delivery.detail());
            if (!left.equals(delivery.detail())) {
                sql.update(SET_DELIVERY, left, delivery.tenant(), delivery.id(), delivery.seq());
            }
        }
    }
}
