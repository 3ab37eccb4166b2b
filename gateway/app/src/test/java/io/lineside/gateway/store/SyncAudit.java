package io.lineside.gateway.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a trace of system calls: whether each answer left only after what it promises was synced. Written for one client
 * that waits for each answer, so that what was written since the answer before belongs to this one.
 */
final class SyncAudit {
    /** What strace is to write down: calls, with the files they are about. */
    private static final String CALLS = "trace=fsync,fdatasync,pwrite64,write,writev,sendto,sendmsg";

    private static final Pattern LOG_WRITE = Pattern.compile("pwrite64\\(\\d+<[^>]*\\.db-wal>.*");
    private static final Pattern LOG_SYNC = Pattern.compile("f(data)?sync\\(\\d+<[^>]*\\.db-wal>.*");
    private static final Pattern SYNC_ENDED = Pattern.compile("<\\.\\.\\. f(data)?sync resumed>.*= 0");

    private final Pattern answer;
    private final Set<String> syncing = new HashSet<>();
    private boolean written;
    private boolean durable;
    private int syncs;
    private int answers;
    private int empty;

    private SyncAudit(Pattern answer) {
        this.answer = answer;
    }

    /** A command that runs another one and writes the trace. */
    static String[] command(String strace, Path trace) {
        return new String[] {strace, "-f", "-y", "-s", "32", "-o", trace.toString(), "-e", CALLS};
    }

    /** @param answer the call, as strace shows it, with which an answer leaves */
    static SyncAudit of(Path trace, Pattern answer) throws IOException {
        var audit = new SyncAudit(answer);
        List<String> lines = Files.readAllLines(trace, StandardCharsets.ISO_8859_1);
        for (String line : lines) {
            String[] parts = line.split("\\s+", 2);
            audit.see(parts[0], parts.length > 1 ? parts[1] : "");
        }
        return audit;
    }

    private void see(String thread, String call) {
        if (LOG_WRITE.matcher(call).matches()) {
            written = true;
            durable = false;
            syncing.clear();
        } else if (LOG_SYNC.matcher(call).matches()) {
            if (call.endsWith("= 0")) {
                synced();
            } else if (call.endsWith("<unfinished ...>")) {
                syncing.add(thread);
            }
        } else if (SYNC_ENDED.matcher(call).matches() && syncing.remove(thread)) {
            synced();
        } else if (answer.matcher(call).lookingAt()) {
            answers++;
            empty += written && durable ? 0 : 1;
            written = false;
        }
    }

    private void synced() {
        durable = true;
        syncs++;
    }

    /** Answers that left. */
    int answers() {
        return answers;
    }

    /** Answers that left although nothing had been written for them, or it was not synced. */
    int emptyPromises() {
        return empty;
    }

    /** Syncs of the log that ended well. */
    int syncs() {
        return syncs;
    }

    @Override
    public String toString() {
        return answers + " answers, " + syncs + " syncs of the log, " + empty + " empty promises";
    }
}
