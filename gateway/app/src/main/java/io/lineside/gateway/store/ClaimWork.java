package io.lineside.gateway.store;

import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.line.MemoryId;
import io.lineside.model.work.JobPhase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the next ready jobs of a line. One that is not what was planned is kept back for a person; one whose rows are too damaged
 * even for that is left where it is and noted, and the others go on. Re-runnable.
 */
final class ClaimWork implements Work<List<Claim>> {

    /** How many jobs are taken at most. */
    @FunctionalInterface
    interface Room {
        int in(Session sql) throws SQLException;
    }

    private final EquipmentId line;
    private final Room room;
    private final Optional<MemoryId> memory;
    private final RequestRules rules;
    private final Damages damages;
    private boolean careful;

    ClaimWork(EquipmentId line, Room room, Optional<MemoryId> memory, RequestRules rules, Damages damages) {
        this.line = line;
        this.room = room;
        this.memory = memory;
        this.rules = rules;
        this.damages = damages;
    }

    /**
     * What the line has room for, but never many, because a long queue must not keep the works of other lines waiting: those
     * that are at it, or may be, take up its capacity.
     */
    static ClaimWork into(
            EquipmentId line, int capacity, Optional<MemoryId> memory, RequestRules rules, Damages damages) {
        Room room = sql -> Math.min(Claim.MOST_AT_ONCE, capacity - JobTable.countAtLine(sql, line));
        return new ClaimWork(line, room, memory, rules, damages);
    }

    @Override
    public List<Claim> run(Tx tx) throws SQLException {
        var claims = new ArrayList<Claim>();
        var check = new ClaimCheck(tx);
        Set<String> damaged = new HashSet<>();
        int max = room.in(tx.sql());
        boolean more = true;
        while (more && claims.size() < max) {
            int asked = max - claims.size() + damaged.size();
            var ready = new ArrayList<>(JobTable.ready(tx.sql(), line, asked));
            more = ready.size() == asked;
            ready.removeAll(damaged);
            for (var id : ready) {
                if (claims.size() < max) {
                    claim(tx, check, id, damaged).ifPresent(claims::add);
                }
            }
        }
        if (!more && damaged.isEmpty()) {
            tx.rows().idle(line);
        }
        return claims;
    }

    /** A second time each job can be taken back on its own, which costs the others something. */
    @Override
    public boolean isToRunAgain() {
        boolean first = !careful;
        careful = true;
        return first;
    }

    private Optional<Claim> claim(Tx tx, ClaimCheck check, String id, Set<String> damaged) throws SQLException {
        if (!careful) {
            return claim(tx, check, new JobOrderId(id));
        }
        var before = tx.mark();
        try {
            var claim = claim(tx, check, new JobOrderId(id));
            tx.release();
            return claim;
        } catch (RuntimeException e) {
            // Damaged values come as whatever they make fail; the line's other jobs must not wait for this one for
            // ever.
            tx.backTo(before);
            damaged.add(id);
            damages.note("job " + id + " can be neither sent nor held: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Claim> claim(Tx tx, ClaimCheck check, JobOrderId id) throws SQLException {
        var job = (check.isRemembered(id) ? tx.job(id) : JobTable.find(tx.sql(), id))
                .orElseThrow(() -> new StoreException("the index of jobs and their table disagree"));
        if (!job.line().equals(line) || job.phase() != JobPhase.QUEUED || job.waitsFor() != 0) {
            throw new StoreException("the index of ready jobs and their table disagree");
        }
        var fold = new OrderFold(tx, rules, tx.head(job.request()));
        var verdict = check.judge(job);
        Optional<Claim> claim = Optional.empty();
        if (verdict.order().isPresent()) {
            var sending = fold.send(job, verdict.payloadSha256(), memory);
            claim = Optional.of(new Claim(sending, verdict.order().get()));
        } else {
            fold.apply(job, verdict.keptBack(job));
        }
        fold.finish();
        return claim;
    }
}
