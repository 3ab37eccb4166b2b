package io.lineside.gateway.door.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.lineside.gateway.intake.Cause;
import io.lineside.gateway.intake.Refusal;
import io.lineside.gateway.product.Catalog;
import io.lineside.gateway.product.OptionFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads rows of CSV as orders: the first row names the columns, each other row is one item. Rows of one {@code externalId}
 * are one order, in the order in which they come first; without that column the whole file is one order. Columns are
 * {@code externalId}, {@code priority} and {@code requestedBy} of the order, {@code product}, {@code version} and {@code
 * quantity} of the item, and {@code option.<name>}, {@code packaging.<name>}, {@code delivery.<name>} and {@code
 * service.<name>} of its values; parts of a file option have one more name, as in {@code option.artwork.url}. A cell that is
 * empty says nothing. Numbers have a decimal point; a dimension may have its unit behind a space. Columns are separated by
 * commas, by semicolons or by tabs, whichever the first row has; a cell may be quoted (RFC 4180). Rows are counted from 1,
 * the first. Thread-safe.
 */
public final class CsvOrders {
    private static final int MOST_ROWS = 100_000;
    private static final int MOST_COLUMNS = 500;
    private static final int MOST_CAUSES = 100;
    private static final int SHOWN = 80;
    private static final String EXTERNAL_ID = "externalId";
    private static final Set<String> OF_ORDER = Set.of(EXTERNAL_ID, "priority", "requestedBy");
    private static final Set<String> OF_ITEM = Set.of("product", "version", "quantity");
    private static final String OPTION = "option";
    private static final String ALLOWED = "externalId, priority, requestedBy, product, version, quantity,"
            + " option.<name>, packaging.<name>, delivery.<name>, service.<name>";
    private static final CsvMapper MAPPER = CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .disable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();

    private final Catalog catalog;

    CsvOrders(Catalog catalog) {
        this.catalog = catalog;
    }

    /** One row by its number, and its cells that are not empty by the names of their columns. */
    private record Row(int number, Map<String, String> cells) {
        /** What stands in a column; empty where nothing does. */
        String cell(String column) {
            return cells.getOrDefault(column, "");
        }

        String place(String column) {
            return "row " + number + ", column " + column;
        }
    }

    /** One cell, to say what is wrong with it. */
    private record Cell(int row, String column) {
        Cause cause(String rule, String was, String allowed, String detail) {
            String shown = was.length() > SHOWN ? was.substring(0, SHOWN) + "…" : was;
            return new Cause(
                    "#row=" + row, rule, shown, allowed, "row " + row + ", column '" + column + "': " + detail);
        }
    }

    Reading read(String text) {
        List<Cause> causes = new ArrayList<>();
        List<Row> rows;
        try {
            rows = rows(text, causes);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            return bad("bad-csv", "Document is not CSV", e.getOriginalMessage() + " (line " + line + ")", List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, List<Row>> byOrder = new LinkedHashMap<>();
        rows.forEach(row -> byOrder.computeIfAbsent(row.cell(EXTERNAL_ID), id -> new ArrayList<>())
                .add(row));
        byOrder.values().forEach(order -> agree(order, causes));
        if (byOrder.size() > 1 && byOrder.containsKey("")) {
            byOrder.get("")
                    .forEach(row -> causes.add(new Cell(row.number(), EXTERNAL_ID)
                            .cause("required", "nothing", "a text", "other rows have one")));
        }
        if (causes.isEmpty() && rows.isEmpty()) {
            causes.add(new Cause("#row=2", "required", "nothing", "", "there must be a row below the first"));
        }
        return causes.isEmpty()
                ? new Reading.Orders(byOrder.values().stream().map(this::order).toList())
                : bad(
                        "bad-csv",
                        "Rows can not be read as orders",
                        causes.size() == 1 ? "1 fault" : causes.size() + " faults",
                        causes);
    }

    private static List<Row> rows(String text, List<Cause> causes) throws IOException {
        var schema = CsvSchema.emptySchema().withColumnSeparator(separator(text));
        List<Row> rows = new ArrayList<>();
        try (MappingIterator<String[]> lines =
                MAPPER.readerFor(String[].class).with(schema).readValues(text)) {
            List<String> columns = columns(lines.nextValue(), causes);
            for (int number = 2; lines.hasNextValue() && causes.size() < MOST_CAUSES; number++) {
                String[] cells = lines.nextValue();
                if (number > MOST_ROWS) {
                    causes.add(new Cause(
                            "#row=" + number, "range", "more", "", "there may be at most " + MOST_ROWS + " rows"));
                    break;
                }
                row(number, cells, columns, causes).ifPresent(rows::add);
            }
        }
        return rows;
    }

    private static char separator(String text) {
        String first = text.lines().findFirst().orElse("");
        return first.contains(",") ? ',' : first.contains(";") ? ';' : first.contains("\t") ? '\t' : ',';
    }

    private static List<String> columns(String[] header, List<Cause> causes) {
        List<String> columns = Arrays.stream(header).map(String::strip).toList();
        Set<String> seen = new HashSet<>();
        for (String column : columns.subList(0, Math.min(columns.size(), MOST_COLUMNS))) {
            if (!isKnown(column)) {
                causes.add(new Cell(1, column).cause("unknown-column", column, ALLOWED, "is no column of orders"));
            } else if (!seen.add(column)) {
                causes.add(new Cell(1, column).cause("duplicate", column, "", "must be there once"));
            }
        }
        if (columns.size() > MOST_COLUMNS) {
            causes.add(new Cause("#row=1", "range", "" + columns.size(), "", "at most " + MOST_COLUMNS + " columns"));
        }
        for (String needed : List.of("product", "quantity")) {
            if (!seen.contains(needed)) {
                causes.add(new Cell(1, needed).cause("required", "nothing", "", "there must be a column of this name"));
            }
        }
        return columns;
    }

    private static boolean isKnown(String column) {
        String[] names = column.split("\\.", -1);
        boolean named = names.length >= 2
                && names.length <= 3
                && Arrays.stream(names).noneMatch(String::isBlank)
                && (names[0].equals(OPTION) || OrderBuilder.BLOCKS.contains(names[0]));
        return named || OF_ORDER.contains(column) || OF_ITEM.contains(column);
    }

    private static Optional<Row> row(int number, String[] cells, List<String> columns, List<Cause> causes) {
        if (Arrays.stream(cells).allMatch(String::isBlank)) {
            return Optional.empty();
        }
        if (cells.length > columns.size()) {
            causes.add(new Cause(
                    "#row=" + number,
                    "range",
                    cells.length + " cells",
                    columns.size() + " cells",
                    "row " + number + " has more cells than there are columns"));
            return Optional.empty();
        }
        Map<String, String> filled = new LinkedHashMap<>();
        for (int i = 0; i < cells.length; i++) {
            if (!cells[i].isBlank()) {
                filled.put(columns.get(i), cells[i]);
            }
        }
        return Optional.of(new Row(number, filled));
    }

    /** What rows say about their order they say alike, or not at all. */
    private static void agree(List<Row> order, List<Cause> causes) {
        for (String column : OF_ORDER) {
            Optional<Row> first = order.stream()
                    .filter(row -> row.cells().containsKey(column))
                    .findFirst();
            first.ifPresent(said -> order.stream()
                    .filter(row -> row.cells().containsKey(column))
                    .filter(row -> !row.cell(column).equals(said.cell(column)))
                    .forEach(row -> causes.add(new Cell(row.number(), column)
                            .cause(
                                    "contradiction",
                                    row.cell(column),
                                    said.cell(column),
                                    "differs from row " + said.number() + " of the same order"))));
        }
    }

    private OrderText order(List<Row> rows) {
        var order = new OrderBuilder(catalog, "row " + rows.get(0).number());
        for (String column : OF_ORDER.stream().sorted().toList()) {
            rows.stream()
                    .filter(row -> row.cells().containsKey(column))
                    .findFirst()
                    .ifPresent(row -> order.order(column, row.cell(column).strip(), row.place(column)));
        }
        rows.forEach(row -> item(row, order));
        return order.built();
    }

    private static void item(Row row, OrderBuilder order) {
        order.item(
                row.cell("product").strip(),
                Optional.ofNullable(row.cells().get("version")).map(String::strip),
                "row " + row.number());
        row.cells().forEach((column, text) -> {
            String[] names = column.split("\\.", 2);
            if (OF_ITEM.contains(column)) {
                order.own(column, text.strip(), row.place(column));
            } else if (names.length == 2) {
                order.value(
                        names[0].equals(OPTION) ? OptionFault.OPTIONS : names[0],
                        List.of(names[1].split("\\.", -1)),
                        new OrderBuilder.Said(text, "", row.place(column)));
            }
        });
    }

    private static Reading bad(String code, String title, String detail, List<Cause> causes) {
        return new Reading.Bad(new Refusal(400, code, title, detail, causes));
    }
}
