package io.lineside.gateway.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.LedgerEvent;
import io.lineside.model.work.TrackedJob;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The open transaction, as works see it: SQL, one time for everything, and the ledger. Confined to the writer thread. */
final class Tx {

    private final Session sql;
    private final OpenRows rows;
    private final Instant now;
    private final List<LedgerEvent> events = new ArrayList<>();
    private final List<RequestHead.Order> orders = new ArrayList<>();
    private final Set<EquipmentId> linesWithNewWork = new LinkedHashSet<>();
    private long position;

    Tx(Session sql, OpenRows rows, Instant now, long lastPosition) {
        this.sql = sql;
        this.rows = rows;
        this.now = now;
        this.position = lastPosition;
    }

    Session sql() {
        return sql;
    }

    /** What is known of rows without reading them. */
    OpenRows rows() {
        return rows;
    }

    Instant now() {
        return now;
    }

    /** A job as it is now. */
    Optional<TrackedJob> job(JobOrderId id) throws SQLException {
        var known = rows.job(id);
        return known.isPresent() ? known : JobTable.find(sql, id);
    }

    /** How far an order is now; for one work at a time, which writes it back. */
    RequestHead head(WorkRequestId id) throws SQLException {
        var known = rows.takeHead(id);
        return known.isPresent() ? known.get() : RequestTable.head(sql, id);
    }

    /** Where in the ledger the next event will be. */
    long nextPosition() {
        return position + 1;
    }

    long lastPosition() {
        return position;
    }

    List<LedgerEvent> events() {
        return events;
    }

    /** What it adds to the ledger; nothing where it adds nothing. */
    Optional<FeedCommit> added() {
        return events.isEmpty() ? Optional.empty() : Optional.of(new FeedCommit(events, orders));
    }

    /** A job has become ready to be sent to its line, or the line, if any job is ready for it, has room for one more. */
    void ready(EquipmentId line) {
        if (!rows.isIdle(line)) {
            linesWithNewWork.add(line);
        }
    }

    /** Lines that may take a job now. */
    Set<EquipmentId> linesWithNewWork() {
        return linesWithNewWork;
    }

    /** Begins a part of the work that may be taken back on its own. */
    Mark mark() throws SQLException {
        sql.update("savepoint part");
        return new Mark(position, events.size());
    }

    /** Ends the part; it stays. */
    void release() throws SQLException {
        sql.update("release part");
    }

    /** Ends the part and takes it back. */
    void backTo(Mark mark) throws SQLException {
        sql.update("rollback to part");
        sql.update("release part");
        position = mark.position();
        events.subList(mark.events(), events.size()).clear();
        orders.subList(mark.events(), orders.size()).clear();
        rows.forget();
    }

    /** Where a part of the work began. */
    record Mark(long position, int events) {}

    /** Appends to the ledger; the order's seq counts on with it. */
    void record(RequestHead head, EventType type, Optional<JobOrderId> job, ObjectNode data) throws SQLException {
        record(head, type, job, data.toString());
    }

    /** The same with data that were put into words before. */
    void record(RequestHead head, EventType type, Optional<JobOrderId> job, String data) throws SQLException {
        head.nextEvent(now);
        var event = new LedgerEvent(++position, head.id(), head.seq(), now, type, job, data);
        LedgerTable.insert(sql, event);
        events.add(event);
        orders.add(head.order());
    }
}
