package io.lineside.gateway.http;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The If-None-Match header (RFC 9110, 13.1.2). Immutable.
 *
 * @param any {@code *}: whatever there is
 * @param tags the tags with their quotes and without {@code W/}, because the comparison is the weak one
 */
record EntityTags(boolean any, List<String> tags) {
    private static final Pattern TAG =
            Pattern.compile("\\G[\\s,]*(?:W/)?(\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\")\\s*(?=,|$)");

    EntityTags {
        tags = List.copyOf(tags);
    }

    /** Reads the values of the header, of which there may be several; what is no tag ends its value. */
    static EntityTags read(List<String> headers) {
        List<String> tags = headers.stream()
                .flatMap(header -> TAG.matcher(header).results())
                .map(tag -> tag.group(1))
                .toList();
        return new EntityTags(headers.stream().anyMatch(header -> header.strip().equals("*")), tags);
    }

    /** Whether a client that has these need not be sent what has this tag. */
    boolean match(String tag) {
        return any || tags.contains(tag);
    }
}
