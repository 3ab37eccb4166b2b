package io.lineside.gateway.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Something that somebody did, to be kept in the audit.
 *
 * @param who by what he showed, or what the gateway is called; at most 200 characters are kept
 * @param what a word, such as {@code job-decided}
 * @param subject what it was done to, such as the id of a job; at most 200 characters are kept
 * @param detail JSON, an object
 */
public record AuditEntry(String who, String what, String subject, String detail) {
    private static final int LONGEST = 200;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** Cuts what is too long, and puts a question mark for each control character. */
    public AuditEntry {
        who = cut(who);
        subject = cut(subject);
    }

    /** An entry with these details. */
    public static AuditEntry of(String who, String what, String subject, Map<String, ?> details) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(details).forEach((name, value) -> json.putPOJO(name, value));
        return new AuditEntry(who, what, subject, AuditRow.text(json));
    }

    private static String cut(String given) {
        // Not every database keeps every control character, and what is shown in a terminal must not move its cursor.
        String text = CONTROL.matcher(given).replaceAll("?");
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
