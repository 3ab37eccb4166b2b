package io.lineside.simulator.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lineside.simulator.ledger.AppendOnlyFile;
import io.lineside.simulator.order.OrderJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The append-only file that a line's job list survives in, JSON lines. Pieces are not in it: they are counted from
 * the made ledger.
 *
 * <p>Thread-safe.
 */
public final class JobJournal implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String SUFFIX = ".jobs.ndjson";

    private final AppendOnlyFile file;

    private JobJournal(AppendOnlyFile file) {
        this.file = file;
    }

    /** Opens the journal of a line; a torn last line is cut. */
    public static JobJournal open(Path dataFolder, String lineId) {
        return new JobJournal(AppendOnlyFile.open(dataFolder.resolve(lineId + SUFFIX)));
    }

    /** Deletes the journal of a line, so that the line knows no job. */
    public static void forget(Path dataFolder, String lineId) {
        try {
            Files.deleteIfExists(dataFolder.resolve(lineId + SUFFIX));
        } catch (IOException e) {
            throw new UncheckedIOException("job journal of " + lineId + ": cannot be deleted", e);
        }
    }

    void append(JournalEntry entry) {
        file.append(write(entry).toString());
    }

    List<JournalEntry> entries() {
        return file.lines().stream().map(JobJournal::read).toList();
    }

    @Override
    public void close() {
        file.close();
    }

    private static ObjectNode write(JournalEntry entry) {
        ObjectNode json = MAPPER.createObjectNode().put("at", entry.at().toString());
        if (entry instanceof JournalEntry.Stored stored) {
            json.put("stored", stored.state().text()).put("ledgerSeq", stored.ledgerSeq());
            stored.subState().ifPresent(sub -> json.put("sub", sub.name()));
            json.set("order", OrderJson.write(stored.order()));
        } else if (entry instanceof JournalEntry.Updated updated) {
            json.put("updated", updated.order().jobOrderId());
            json.set("order", OrderJson.write(updated.order()));
        } else if (entry instanceof JournalEntry.Entered entered) {
            json.put("jobOrderId", entered.jobOrderId())
                    .put("entered", entered.state().text());
            entered.subState().ifPresent(sub -> json.put("sub", sub.name()));
        } else if (entry instanceof JournalEntry.Forgotten forgotten) {
            json.put("forgotten", forgotten.jobOrderId());
        }
        return json;
    }

    private static JournalEntry read(String line) {
        JsonNode json = parse(line);
        Instant at = Instant.parse(json.path("at").asText());
        Optional<SubState> sub =
                json.has("sub") ? Optional.of(SubState.valueOf(json.path("sub").asText())) : Optional.empty();
        if (json.has("stored")) {
            JobState state = state(json.path("stored"));
            return new JournalEntry.Stored(
                    at,
                    OrderJson.read(json.path("order")),
                    state,
                    sub,
                    json.path("ledgerSeq").asLong());
        }
        if (json.has("updated")) {
            return new JournalEntry.Updated(at, OrderJson.read(json.path("order")));
        }
        if (json.has("forgotten")) {
            return new JournalEntry.Forgotten(at, json.path("forgotten").asText());
        }
        return new JournalEntry.Entered(at, json.path("jobOrderId").asText(), state(json.path("entered")), sub);
    }

    private static JsonNode parse(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("job journal: every line must be JSON, was " + line, e);
        }
    }

    private static JobState state(JsonNode text) {
        for (JobState state : JobState.values()) {
            if (state.text().equals(text.asText())) {
                return state;
            }
        }
        throw new IllegalStateException("job journal: unknown job state '" + text.asText() + "'");
    }
}
