package io.lineside.gateway.http;

import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The languages that a client reads (RFC 9110, 12.5.4). Immutable.
 *
 * @param tags best first, in lower case
 */
record Languages(List<String> tags) {
    private static final String ENGLISH = "en";
    private static final Pattern RANGE = Pattern.compile(
            "\\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*|\\*)\\s*(?:;\\s*q\\s*=\\s*([01](?:\\.\\d{0,3})?)\\s*)?");
    private static final int MOST = 20;

    private record Range(String tag, double quality) {}

    Languages {
        tags = List.copyOf(tags);
    }

    /** The languages of a request, English where it names none. */
    static Languages of(RoutingContext context) {
        return read(context.request().headers().getAll("Accept-Language"));
    }

    static Languages read(List<String> headers) {
        var ranges = new ArrayList<Range>();
        for (String part : String.join(",", headers).split(",", MOST)) {
            Matcher range = RANGE.matcher(part);
            if (range.matches()) {
                double quality = range.group(2) == null ? 1 : Double.parseDouble(range.group(2));
                ranges.add(new Range(range.group(1).toLowerCase(Locale.ROOT), quality));
            }
        }
        return new Languages(ranges.stream()
                .filter(range -> range.quality() > 0)
                .sorted(Comparator.comparingDouble(Range::quality).reversed())
                .map(Range::tag)
                .toList());
    }

    /** The text in the best language there is, else in English, else in the first; empty where there is none at all. */
    Optional<String> text(Map<String, String> texts) {
        return tags.stream()
                .flatMap(tag -> find(tag, texts).stream())
                .findFirst()
                .or(() -> find(ENGLISH, texts))
                .or(() -> texts.values().stream().findFirst());
    }

    // zh-CN is served by zh, and zh by zh-Hans.
    private static Optional<String> find(String tag, Map<String, String> texts) {
        for (String range = tag; !range.isEmpty(); range = shorter(range)) {
            for (Map.Entry<String, String> text : texts.entrySet()) {
                String language = text.getKey().toLowerCase(Locale.ROOT);
                if (language.equals(range) || language.startsWith(range + "-")) {
                    return Optional.of(text.getValue());
                }
            }
        }
        return Optional.empty();
    }

    private static String shorter(String range) {
        return range.contains("-") ? range.substring(0, range.lastIndexOf('-')) : "";
    }
}
