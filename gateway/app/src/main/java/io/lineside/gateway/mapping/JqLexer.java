package io.lineside.gateway.mapping;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/** Cuts a jq program, which has been parsed before, into tokens; code inside of texts counts as code. Confined to one thread. */
final class JqLexer {
    private final String program;
    private final List<JqToken> tokens = new ArrayList<>();
    /** Brackets that are open; {@code "} for a text around code. */
    private final Deque<Character> open = new ArrayDeque<>();

    private int at;
    private int line = 1;
    private int lineStart;

    private JqLexer(String program) {
        this.program = program;
    }

    static List<JqToken> tokens(String program) {
        var lexer = new JqLexer(program);
        while (lexer.at < program.length()) {
            lexer.next();
        }
        return List.copyOf(lexer.tokens);
    }

    private void next() {
        char c = program.charAt(at);
        if (c == '\n') {
            at++;
            line++;
            lineStart = at;
        } else if (Character.isWhitespace(c)) {
            at++;
        } else if (c == '#') {
            int end = program.indexOf('\n', at);
            at = end < 0 ? program.length() : end;
        } else if (c == '"') {
            at++;
            text();
        } else if (Character.isLetter(c) || c == '_') {
            token(end(true));
        } else if (Character.isDigit(c)) {
            token(end(false));
        } else {
            sign(c);
        }
    }

    private void sign(char c) {
        if (c == ')' || c == ']' || c == '}') {
            boolean ofText = c == ')' && Objects.equals(open.peek(), '"');
            if (!open.isEmpty()) {
                open.pop();
            }
            token(at + 1);
            if (ofText) {
                text();
            }
            return;
        }
        token(at + 1);
        if (c == '(' || c == '[' || c == '{') {
            open.push(c);
        }
    }

    /** Goes to the end of a text, or to the code in it. */
    private void text() {
        while (at < program.length()) {
            char c = program.charAt(at);
            if (c == '\n') {
                line++;
                lineStart = at + 1;
            }
            if (c == '\\' && at + 1 < program.length() && program.charAt(at + 1) == '(') {
                at += 2;
                open.push('"');
                return;
            }
            at += c == '\\' ? 2 : 1;
            if (c == '"') {
                return;
            }
        }
    }

    private int end(boolean word) {
        int end = at;
        while (end < program.length()
                && (Character.isLetterOrDigit(program.charAt(end))
                        || program.charAt(end) == '_'
                        || (!word && program.charAt(end) == '.'))) {
            end++;
        }
        return end;
    }

    private void token(int end) {
        Character bracket = open.peek();
        tokens.add(new JqToken(program.substring(at, end), line, at - lineStart + 1, bracket == null ? ' ' : bracket));
        at = end;
    }
}
