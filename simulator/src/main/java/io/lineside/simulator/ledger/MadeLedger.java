package io.lineside.simulator.ledger;

import io.lineside.simulator.order.JobOrder;
import io.lineside.simulator.order.Parameter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The plant's physical truth: every piece that was made, in the order made, in one append-only file. What a line
 * claims to have made is checked against it.
 *
 * <p>Thread-safe.
 */
public final class MadeLedger implements AutoCloseable {
    /** Name of the ledger's file in the plant's data folder. */
    public static final String FILE = "made.ndjson";

    private final AppendOnlyFile file;
    private long lastSeq;

    private MadeLedger(AppendOnlyFile file, long lastSeq) {
        this.file = file;
        this.lastSeq = lastSeq;
    }

    /** Opens the ledger in that folder; a torn last line is cut. */
    public static MadeLedger open(Path dataFolder) {
        AppendOnlyFile file = AppendOnlyFile.open(dataFolder.resolve(FILE));
        List<String> lines = file.lines();
        long last = lines.isEmpty()
                ? 0
                : LedgerJson.read(lines.get(lines.size() - 1)).seq();
        return new MadeLedger(file, last);
    }

    /** Writes down that a line made one good piece of a job order. */
    public MadePiece append(String line, JobOrder order, int unit, Instant madeAt) {
        return append(line, order, unit, false, madeAt);
    }

    /**
     * Writes down that a line made one piece of a job order.
     *
     * @param order as it was built, which need not be as it was told
     * @param scrap whether the piece was thrown away
     */
    public synchronized MadePiece append(String line, JobOrder order, int unit, boolean scrap, Instant madeAt) {
        MadePiece piece = new MadePiece(
                lastSeq + 1,
                line,
                order.jobOrderId(),
                order.workMasterId(),
                unit,
                scrap,
                order.pieces(),
                madeAt,
                values("", order.parameters()));
        file.append(LedgerJson.write(piece));
        lastSeq = piece.seq();
        return piece;
    }

    /** The number of the last piece; 0 when nothing was made yet. */
    public synchronized long lastSeq() {
        return lastSeq;
    }

    /** Every piece made, oldest first, read from the file. */
    public List<MadePiece> entries() {
        return file.lines().stream().map(LedgerJson::read).toList();
    }

    /** The file's lines as they stand. */
    public List<String> lines() {
        return file.lines();
    }

    @Override
    public void close() {
        file.close();
    }

    /** Parameters as the ledger has them: a subparameter stands under its parent's name, a slash and its own. */
    public static Map<String, Object> values(List<Parameter> parameters) {
        return values("", parameters);
    }

    private static Map<String, Object> values(String prefix, List<Parameter> parameters) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            values.put(prefix + parameter.id(), parameter.value());
            values.putAll(values(prefix + parameter.id() + "/", parameter.subparameters()));
        }
        return values;
    }
}
