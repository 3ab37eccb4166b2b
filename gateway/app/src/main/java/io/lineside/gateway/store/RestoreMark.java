package io.lineside.gateway.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.work.EventType;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Writes into a backup, before it becomes the store, that it is older than what the lines have done. */
final class RestoreMark {

    /** More events than were ever recorded between a backup and its restore: no position is given twice. */
    private static final long APART = 1_000_000_000;

    private static final String OPEN_ORDERS = "select distinct request_id from job where phase not in ('Ended',"
            + " 'Aborted', 'Cancelled', 'Failed') order by request_id";

    private RestoreMark() {}

    /** Marks every job that is not final, and tells the ledger of its order; returns how many jobs. */
    static int put(Path file, Instant now, String who) throws SQLException {
        try (var session = new Session(StoreFile.connect(file, false), "begin immediate")) {
            return put(session, now, who);
        }
    }

    /** The same in a store that was put back already. */
    static int put(Session session, Instant now, String who) throws SQLException {
        session.begin();
        long floor = LedgerTable.lastPosition(session) + APART;
        int marked = RestoredTable.markAll(session, now, floor);
        var tx = new Tx(session, new OpenRows(), now, floor);
        for (var order : session.list(OPEN_ORDERS, row -> new WorkRequestId(row.getString(1)))) {
            var head = RequestTable.head(session, order);
            var data = JsonNodeFactory.instance
                    .objectNode()
                    .put("state", head.state().text())
                    .put("restoredAt", now.toString());
            tx.record(head, EventType.ORDER_RESTORED, Optional.<JobOrderId>empty(), data);
            RequestTable.updateHead(tx, head);
        }
        AuditTable.append(session, now, AuditEntry.of(who, "store-restored", "store", Map.of("markedJobs", marked)));
        session.commit();
        return marked;
    }
}
