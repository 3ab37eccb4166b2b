package io.lineside.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/** The plant board as lines of text: lines that need somebody first, each with its work and why it waits. */
final class PlantTable {
    private static final List<String> HEADINGS =
            List.of("LINE", "LINK", "AT WORK", "READY", "WAIT", "LATE", "MADE", "CONTACT", "CERT");
    private static final int WIDEST_WORK = 60;

    private PlantTable() {}

    /** What {@code /board} answered, for a terminal. */
    static List<String> of(JsonNode board) {
        Instant now = Instant.parse(board.path("at").asText());
        List<JsonNode> lines = new ArrayList<>();
        board.path("lines").forEach(lines::add);
        lines.sort(Comparator.comparing((JsonNode line) -> needsSomebody(line) ? 0 : 1)
                .thenComparing(line -> line.path("line").asText()));
        List<List<String>> rows = new ArrayList<>(List.of(HEADINGS));
        lines.forEach(line -> rows.add(row(line, now)));
        List<String> text = new ArrayList<>();
        text.add(head(board));
        board.path("storeWarnings").forEach(warning -> text.add("  ! " + warning.asText()));
        text.addAll(aligned(rows));
        lines.stream().filter(PlantTable::needsSomebody).forEach(line -> text.addAll(reasons(line)));
        return text;
    }

    private static boolean needsSomebody(JsonNode line) {
        return !line.path("connected").asBoolean()
                || line.path("waiting").asInt() > 0
                || line.path("overdue").asInt() > 0;
    }

    private static String head(JsonNode board) {
        var open = new StringJoiner(", ").setEmptyValue("none");
        board.path("orders")
                .properties()
                .forEach(state ->
                        open.add(state.getKey() + " " + state.getValue().asText()));
        return board.path("at").asText().replaceFirst("\\.\\d+", "")
                + (board.path("takesOrders").asBoolean() ? "  takes orders" : "  TAKES NO ORDERS")
                + "  open orders: " + open + "  made: pieces of the last "
                + board.path("paceMinutes").asText() + " minutes";
    }

    private static List<String> row(JsonNode line, Instant now) {
        return List.of(
                line.path("line").asText(),
                line.path("connected").asBoolean() ? "up" : "DOWN",
                work(line.path("jobs")),
                line.path("ready").asText(),
                line.path("waiting").asText(),
                line.path("overdue").asText(),
                line.path("pieces").asText(),
                line.hasNonNull("lastContact")
                        ? age(Duration.between(
                                Instant.parse(line.path("lastContact").asText()), now))
                        : "never",
                line.hasNonNull("certificateDays")
                        ? line.path("certificateDays").asText() + " d"
                        : "");
    }

    private static String work(JsonNode jobs) {
        if (jobs.isEmpty()) {
            return "";
        }
        JsonNode job = jobs.get(0);
        String first = "%s %s %d/%d %s"
                .formatted(
                        job.path("jobOrder").asText(),
                        job.path("state").asText(),
                        job.path("good").asInt(),
                        job.path("quantity").asInt(),
                        age(Duration.ofSeconds(job.path("ageSeconds").asLong())));
        String text = jobs.size() == 1 ? first : first + " +" + (jobs.size() - 1);
        return text.length() > WIDEST_WORK ? "…" + text.substring(text.length() - WIDEST_WORK + 1) : text;
    }

    private static List<String> reasons(JsonNode line) {
        List<String> reasons = new ArrayList<>();
        String name = line.path("line").asText();
        if (!line.path("connected").asBoolean()) {
            reasons.add("  ! " + name + ": " + line.path("detail").asText());
        }
        line.path("jobs").forEach(job -> {
            if (job.hasNonNull("reason") && !job.path("reason").asText().isEmpty()) {
                reasons.add("  ! " + name + " " + job.path("jobOrder").asText() + ": "
                        + job.path("reason").asText());
            }
        });
        if (line.path("waiting").asInt() > 0 || line.path("overdue").asInt() > 0) {
            reasons.add("  ! " + name + ": " + line.path("waiting").asInt() + " job(s) wait for a person, "
                    + line.path("overdue").asInt() + " overdue; see lineside stuck");
        }
        return reasons;
    }

    private static List<String> aligned(List<List<String>> rows) {
        int[] widths = IntStream.range(0, HEADINGS.size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream().map(row -> aligned(row, widths)).toList();
    }

    private static String aligned(List<String> row, int[] widths) {
        var text = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            text.append(String.format(Locale.ROOT, "%-" + (widths[column] + 2) + "s", row.get(column)));
        }
        return text.toString().stripTrailing();
    }

    /** For example {@code 41 s}, {@code 12 min}, {@code 3 h} or {@code 2 d}. */
    private static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        if (age.toMinutes() < 120) {
            return age.toMinutes() + " min";
        }
        return age.toHours() < 48 ? age.toHours() + " h" : age.toDays() + " d";
    }
}
