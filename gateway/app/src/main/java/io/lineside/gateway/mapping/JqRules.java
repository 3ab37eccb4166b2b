package io.lineside.gateway.mapping;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a program that parses may say: it calls nothing that is not there, such as what would read the gateway's environment,
 * files or clock, and it multiplies only by a number that is written there, because jq multiplies texts too and a number from
 * outside would make them as long as it likes. Pure.
 */
final class JqRules {
    private static final Set<String> KEYWORDS = Set.of(
            "def", "if", "then", "elif", "else", "end", "as", "reduce", "foreach", "try", "catch", "label", "break",
            "and", "or", "import", "include", "null", "true", "false", "__loc__");
    private static final double LARGEST_FACTOR = 1_000;

    private final List<JqToken> tokens;
    private final Set<String> functions;
    private final List<Broken> broken = new ArrayList<>();

    /** One thing that is wrong, where it stands. */
    record Broken(int line, int column, String message) {}

    private JqRules(List<JqToken> tokens, Set<String> functions) {
        this.tokens = tokens;
        this.functions = functions;
    }

    /**
     * What is wrong with a program.
     *
     * @param builtins names of the functions that there are
     */
    static List<Broken> check(String program, Set<String> builtins) {
        List<JqToken> tokens = JqLexer.tokens(program);
        Set<String> functions = new HashSet<>(builtins);
        functions.addAll(defined(tokens));
        var rules = new JqRules(tokens, functions);
        for (int i = 0; i < tokens.size(); i++) {
            rules.check(i);
        }
        return rules.broken;
    }

    /** Names that the program defines, and those of what its functions are given. */
    private static Set<String> defined(List<JqToken> tokens) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).is("def") && !at(tokens, i - 1).is(".")) {
                for (int j = i + 1; j < tokens.size() && !tokens.get(j).is(":"); j++) {
                    names.add(tokens.get(j).text());
                }
            }
        }
        return names;
    }

    private void check(int i) {
        JqToken token = tokens.get(i);
        if (token.is("import") || token.is("include")) {
            refuse(token, "may not read other files, was '" + token.text() + "'");
        } else if (token.is("$") && at(tokens, i + 1).is("ENV")) {
            refuse(token, "may not read the environment, was '$ENV'");
        } else if (token.isWord() && isCall(i) && !functions.contains(token.text())) {
            refuse(token, "must call a function that there is, was '" + token.text() + "'");
        } else if (token.is("*")) {
            factor(i);
        }
    }

    private boolean isCall(int i) {
        JqToken before = at(tokens, i - 1);
        JqToken after = at(tokens, i + 1);
        boolean named = before.is(".") || before.is("$") || before.is("@");
        boolean key = tokens.get(i).inside() == '{'
                && (after.is(":") || ((before.is("{") || before.is(",")) && (after.is(",") || after.is("}"))));
        return !named && !key && !KEYWORDS.contains(tokens.get(i).text());
    }

    private void factor(int i) {
        int right = at(tokens, i + 1).is("=") ? i + 2 : i + 1;
        boolean after = isSmall(at(tokens, right)) && !at(tokens, right + 1).is("*");
        boolean before = isSmall(at(tokens, i - 1)) && !at(tokens, i - 2).is("*");
        if (!after && !before) {
            refuse(
                    tokens.get(i),
                    "must multiply by a number that is written there, was something else; allowed: numbers up to "
                            + (int) LARGEST_FACTOR);
        }
    }

    private static boolean isSmall(JqToken token) {
        try {
            return token.isNumber() && Double.parseDouble(token.text()) <= LARGEST_FACTOR;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private void refuse(JqToken token, String message) {
        broken.add(new Broken(token.line(), token.column(), message));
    }

    private static JqToken at(List<JqToken> tokens, int i) {
        return i < 0 || i >= tokens.size() ? new JqToken(" ", 0, 0, ' ') : tokens.get(i);
    }
}
