package io.lineside.gateway.store;

import io.lineside.model.WorkRequestId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** SQL of webhooks: where each is, which orders are late, and the last deliveries. */
final class WebhookTable {
    /** How many deliveries the log of one webhook keeps. */
    static final int LOGGED = 1_000;

    private static final String FIND = "select * from webhook where tenant = ? and id = ?";
    private static final String OPEN = "insert into webhook (tenant, id, position) values (?, ?, ?)";
    private static final String KEEP =
            "update webhook set position = ?, gap_after = ?, gap_up_to = ?, failing_since = ?,"
                    + " stopped = ?, stopped_url = ? where tenant = ? and id = ?";
    private static final String LATE =
            "select * from webhook_late where tenant = ? and id = ? order by after_position, request_id";
    private static final String KEEP_LATE =
            "insert into webhook_late (tenant, id, request_id, after_position, gap_after,"
                    + " gap_up_to, attempts, since, next_at, reason) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict (tenant, id, request_id) do update set after_position = excluded.after_position,"
                    + " gap_after = excluded.gap_after, gap_up_to = excluded.gap_up_to, attempts = excluded.attempts,"
                    + " since = excluded.since, next_at = excluded.next_at, reason = excluded.reason";
    private static final String CAUGHT_UP = "delete from webhook_late where tenant = ? and id = ? and request_id = ?";
    private static final String LAST_SEQ =
            "select coalesce(max(seq), 0) from webhook_delivery where tenant = ? and id = ?";
    private static final String LOG =
            "insert into webhook_delivery (tenant, id, seq, event_id, event_type, request_id, at,"
                    + " attempt, outcome, status, millis, detail) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String FORGET = "delete from webhook_delivery where tenant = ? and id = ? and seq <= ?";
    private static final String LOGGED_BEFORE =
            "select * from webhook_delivery where tenant = ? and id = ? and seq < ?" + " order by seq desc limit ?";
    private static final String FROM =
            "select recorded_at from ledger_event where position >= ? order by position limit 1";

    private WebhookTable() {}

    /** The state of a webhook; one that is new begins at the end of the ledger. */
    static WebhookState open(Tx tx, WebhookKey key) throws SQLException {
        var known = find(tx.sql(), key);
        if (known.isPresent()) {
            return known.get();
        }
        tx.sql().update(OPEN, key.tenant().value(), key.id(), tx.lastPosition());
        return new WebhookState(tx.lastPosition(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Optional<WebhookState> find(Session sql, WebhookKey key) throws SQLException {
        return sql.one(FIND, WebhookTable::state, key.tenant().value(), key.id());
    }

    static List<WebhookLate> late(Session sql, WebhookKey key) throws SQLException {
        return sql.list(LATE, WebhookTable::lateOrder, key.tenant().value(), key.id());
    }

    static WebhookProgress keep(Tx tx, WebhookKey key, WebhookProgress progress) throws SQLException {
        var state = progress.state();
        tx.sql()
                .update(
                        KEEP,
                        state.position(),
                        state.gap().map(WebhookGap::after).orElse(null),
                        state.gap().map(WebhookGap::upTo).orElse(null),
                        Times.millis(state.failingSince()),
                        state.stop().map(WebhookState.Stop::reason).orElse(null),
                        state.stop().map(WebhookState.Stop::url).orElse(null),
                        key.tenant().value(),
                        key.id());
        for (var order : progress.caughtUp()) {
            tx.sql().update(CAUGHT_UP, key.tenant().value(), key.id(), order.value());
        }
        for (var late : progress.late()) {
            keep(tx, key, late);
        }
        log(tx, key, progress.deliveries());
        return progress;
    }

    private static void keep(Tx tx, WebhookKey key, WebhookLate late) throws SQLException {
        tx.sql()
                .update(
                        KEEP_LATE,
                        key.tenant().value(),
                        key.id(),
                        late.order().value(),
                        late.after(),
                        late.gap().map(WebhookGap::after).orElse(null),
                        late.gap().map(WebhookGap::upTo).orElse(null),
                        late.attempts(),
                        late.since().toEpochMilli(),
                        late.next().toEpochMilli(),
                        late.reason());
    }

    private static void log(Tx tx, WebhookKey key, List<WebhookDelivery> deliveries) throws SQLException {
        if (deliveries.isEmpty()) {
            return;
        }
        long seq = tx.sql().number(LAST_SEQ, key.tenant().value(), key.id());
        for (var delivery : deliveries) {
            tx.sql()
                    .update(
                            LOG,
                            key.tenant().value(),
                            key.id(),
                            ++seq,
                            delivery.eventId(),
                            delivery.eventType(),
                            delivery.order().map(WorkRequestId::value).orElse(null),
                            delivery.at().toEpochMilli(),
                            delivery.attempt(),
                            delivery.outcome().text(),
                            delivery.status().orElse(null),
                            delivery.millis(),
                            delivery.detail());
        }
        tx.sql().update(FORGET, key.tenant().value(), key.id(), seq - LOGGED);
    }

    static List<WebhookDelivery> logged(Session sql, WebhookKey key, long before, int limit) throws SQLException {
        return sql.list(LOGGED_BEFORE, WebhookTable::delivery, key.tenant().value(), key.id(), before, limit);
    }

    /** The last position before a time: positions rise with time, give or take what a clock was set back. */
    static long positionBefore(Session sql, Instant time) throws SQLException {
        long low = 0;
        long high = LedgerTable.lastPosition(sql) + 1;
        while (low + 1 < high) {
            long middle = low + (high - low) / 2;
            long at = sql.number(FROM, middle);
            if (at < time.toEpochMilli()) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static WebhookState state(ResultSet row) throws SQLException {
        Optional<String> stopped = Optional.ofNullable(row.getString("stopped"));
        String url = String.valueOf(row.getString("stopped_url"));
        return new WebhookState(
                row.getLong("position"),
                gap(row),
                Times.readOptional(row, "failing_since"),
                stopped.map(reason -> new WebhookState.Stop(reason, url)));
    }

    private static Optional<WebhookGap> gap(ResultSet row) throws SQLException {
        long after = row.getLong("gap_after");
        return row.wasNull() ? Optional.empty() : Optional.of(new WebhookGap(after, row.getLong("gap_up_to")));
    }

    private static WebhookLate lateOrder(ResultSet row) throws SQLException {
        return new WebhookLate(
                new WorkRequestId(row.getString("request_id")),
                row.getLong("after_position"),
                gap(row),
                row.getInt("attempts"),
                Times.read(row, "since"),
                Times.read(row, "next_at"),
                row.getString("reason"));
    }

    private static WebhookDelivery delivery(ResultSet row) throws SQLException {
        int status = row.getInt("status");
        Optional<Integer> answered = row.wasNull() ? Optional.empty() : Optional.of(status);
        return new WebhookDelivery(
                row.getLong("seq"),
                row.getString("event_id"),
                row.getString("event_type"),
                Optional.ofNullable(row.getString("request_id")).map(WorkRequestId::new),
                Times.read(row, "at"),
                row.getInt("attempt"),
                WebhookDelivery.Outcome.ofText(row.getString("outcome")),
                answered,
                row.getLong("millis"),
                row.getString("detail"));
    }
}
