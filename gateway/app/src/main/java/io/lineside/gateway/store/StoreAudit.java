package io.lineside.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a whole store and finds what is damaged: pages and indexes, references, texts that do not match their SHA-256,
 * rows that can not be read, and jobs that would wait for ever. Reads page by page, so that a large store fits.
 */
final class StoreAudit {

    private static final int MOST = 20;
    private static final int PAGE = 1_000;
    private static final String PAYLOADS =
            "select job_id, payload, payload_sha256 from job_order where job_id > ? order by job_id limit ?";
    private static final String SPECIFICATIONS =
            "select id, specification, specification_sha256 from work_request" + " where id > ? order by id limit ?";
    private static final String JOBS = "select " + JobTable.COLUMNS + " from job where id > ? order by id limit ?";
    private static final String STUCK = "select j.id from job j where j.phase not in ('Ended', 'Aborted', 'Cancelled',"
            + " 'Failed') and j.waits_for <> (select count(*) from job_predecessor p join job a on a.id = p.after_id"
            + " where p.job_id = j.id and a.phase not in ('Ended', 'Aborted', 'Cancelled', 'Failed')) limit ?";

    /** Looks at one row; says what is wrong with it. */
    @FunctionalInterface
    private interface Look {
        Optional<String> at(ResultSet row) throws SQLException;
    }

    private record Seen(String key, Optional<String> finding) {}

    private final Session sql;
    private final List<String> findings = new ArrayList<>();

    private StoreAudit(Session sql) {
        this.sql = sql;
    }

    /** What is damaged, the first 20 findings; nothing for a sound store. */
    static List<String> of(Session sql) throws SQLException {
        var audit = new StoreAudit(sql);
        audit.run();
        return audit.findings.stream().limit(MOST).toList();
    }

    /** The same without what only SQLite can tell of its file. */
    static List<String> ofRows(Session sql) throws SQLException {
        var audit = new StoreAudit(sql);
        audit.rows();
        return audit.findings.stream().limit(MOST).toList();
    }

    private void run() throws SQLException {
        findings.addAll(sql.list("pragma integrity_check(" + MOST + ")", row -> row.getString(1)).stream()
                .filter(verdict -> !"ok".equals(verdict))
                .toList());
        if (!findings.isEmpty()) {
            // What reads through a damaged index finds nothing of worth.
            return;
        }
        findings.addAll(sql.list(
                "pragma foreign_key_check",
                row -> "a row of " + row.getString(1) + " refers to nothing in " + row.getString(3)));
        rows();
    }

    private void rows() throws SQLException {
        each(PAYLOADS, row -> mismatch("the payload of job ", row.getString(1), row.getString(2), row.getString(3)));
        each(
                SPECIFICATIONS,
                row -> mismatch("the specification of order ", row.getString(1), row.getString(2), row.getString(3)));
        each(JOBS, StoreAudit::unreadable);
        findings.addAll(sql.list(
                STUCK,
                row -> "job " + row.getString(1) + " waits for another number of jobs than are before it",
                MOST));
    }

    private void each(String page, Look look) throws SQLException {
        var seen = List.of(new Seen("", Optional.empty()));
        while (!seen.isEmpty() && findings.size() < MOST) {
            var last = seen.get(seen.size() - 1).key();
            seen = sql.list(page, row -> new Seen(row.getString(1), look.at(row)), last, PAGE);
            findings.addAll(
                    seen.stream().map(Seen::finding).flatMap(Optional::stream).toList());
        }
    }

    private static Optional<String> mismatch(String what, String id, String text, String sha256) {
        return ClaimCheck.isSound(text, sha256)
                ? Optional.empty()
                : Optional.of(what + id + " does not match the SHA-256 kept with it");
    }

    private static Optional<String> unreadable(ResultSet row) throws SQLException {
        try {
            JobTable.read(row);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("the row of job " + row.getString(1) + " can not be read: " + e.getMessage());
        }
    }

    /** Everything wrong, in one line. */
    static String text(List<String> findings) {
        return String.join("; ", findings.stream().limit(3).toList())
                + Stream.of(findings.size())
                        .filter(size -> size > 3)
                        .map(size -> "; and more")
                        .findFirst()
                        .orElse("");
    }
}
