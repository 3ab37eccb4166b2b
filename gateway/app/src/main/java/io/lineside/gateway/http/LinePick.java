package io.lineside.gateway.http;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which lines somebody looks at: a page of those that fit.
 *
 * @param care only those that need somebody
 * @param search what their id contains; empty for any
 * @param page from 1
 * @param size lines of a page
 */
record LinePick(boolean care, String search, int page, int size) {
    /** What the query of a request says; the contract has let only well-formed ones in. */
    static LinePick of(RoutingContext context, int usualSize) {
        return new LinePick(
                first(context, "show").filter("care"::equals).isPresent(),
                first(context, "search").orElse("").toLowerCase(Locale.ROOT),
                first(context, "page").map(Integer::parseInt).orElse(1),
                first(context, "size").map(Integer::parseInt).orElse(usualSize));
    }

    private static Optional<String> first(RoutingContext context, String name) {
        return context.queryParam(name).stream().findFirst();
    }

    /** Something that is listed by its line. */
    interface Row {
        /** The line's id. */
        String id();

        /** Whether the line needs somebody. */
        boolean needsCare();
    }

    /**
     * A page.
     *
     * @param page that it is: the last one where there are fewer than were asked for
     * @param found lines that fit, on all pages
     */
    record Slice<T>(List<T> rows, int page, int pages, int found) {}

    /** The page of these, which are in order. */
    <T extends Row> Slice<T> of(List<T> all) {
        List<T> fit = all.stream()
                .filter(row -> !care || row.needsCare())
                .filter(row -> row.id().toLowerCase(Locale.ROOT).contains(search))
                .toList();
        int pages = Math.max(1, (fit.size() + size - 1) / size);
        int shown = Math.min(page, pages);
        return new Slice<>(
                fit.subList(Math.min(fit.size(), (shown - 1) * size), Math.min(fit.size(), shown * size)),
                shown,
                pages,
                fit.size());
    }
}
