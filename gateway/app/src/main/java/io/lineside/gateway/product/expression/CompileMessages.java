package io.lineside.gateway.product.expression;

import dev.cel.common.CelIssue;
import dev.cel.common.types.CelType;
import io.lineside.config.source.Expression;
import io.lineside.config.source.Nearest;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says what the compiler found in words for whoever wrote the product file.
 *
 * @param names every name the expression may use
 */
record CompileMessages(Expression source, Set<String> names) {
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']+)'.*", Pattern.DOTALL);
    private static final Pattern MEMBER = Pattern.compile("\\w+\\s*\\.\\s*\\w+");

    String of(CelIssue issue) {
        String place = issue.getSourceLocation().getLine() + ":"
                + (issue.getSourceLocation().getColumn() + 1);
        Matcher undeclared = UNDECLARED.matcher(issue.getMessage());
        if (undeclared.matches() && !isFunction(undeclared.group(1), issue)) {
            String name = whole(Names.ofPresence(undeclared.group(1)).orElse(undeclared.group(1)), issue);
            return "must use only names it knows, was '" + name + "' at " + place + " of the expression"
                    + Nearest.hint(name, names) + "; allowed: " + String.join(", ", names);
        }
        return "must compile, was '" + source.source() + "', wrong at " + place + ": " + issue.getMessage();
    }

    private boolean isFunction(String name, CelIssue issue) {
        String rest = from(issue);
        boolean isCall = rest.startsWith("(") || rest.matches("(?s)\\w+\\s*\\(.*");
        return isCall && Names.ofPresence(name).isEmpty();
    }

    // The compiler names only the first part of packaging.typ.
    private String whole(String name, CelIssue issue) {
        Matcher matcher = MEMBER.matcher(from(issue));
        return Names.BLOCKS.contains(name) && matcher.lookingAt() ? matcher.group() : name;
    }

    private String from(CelIssue issue) {
        List<String> lines = source.source().lines().toList();
        int line = issue.getSourceLocation().getLine() - 1;
        if (line < 0 || line >= lines.size()) {
            return "";
        }
        String text = lines.get(line);
        int column = Math.min(issue.getSourceLocation().getColumn(), text.codePointCount(0, text.length()));
        return text.substring(text.offsetByCodePoints(0, Math.max(0, column)));
    }

    static String type(CelType type) {
        return switch (type.kind()) {
            case STRING -> "text";
            case INT -> "a whole number";
            case DOUBLE -> "a decimal";
            case BOOL -> "true or false";
            default -> type.name();
        };
    }
}
