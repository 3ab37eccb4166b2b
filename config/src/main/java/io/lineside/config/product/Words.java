package io.lineside.config.product;

import io.lineside.config.source.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The kinds of text that product files are made of. */
final class Words {
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]{1,64}(@[1-9][0-9]{0,6})?");
    // An order id, item number, operation id, batch number and remake make a job order id of at most 64 characters.
    private static final Pattern OPERATION = Pattern.compile("[A-Za-z0-9._-]{1,20}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z]+/[a-z0-9][a-z0-9.+-]{0,126}");
    private static final Pattern UNIT = Pattern.compile("[A-Z0-9]{1,3}");

    // Words of the expression language, and the names that every expression knows already.
    private static final Set<String> TAKEN = Set.of(
            "as",
            "bool",
            "break",
            "bytes",
            "const",
            "continue",
            "delivery",
            "double",
            "dyn",
            "else",
            "false",
            "for",
            "function",
            "has",
            "if",
            "import",
            "in",
            "int",
            "let",
            "list",
            "loop",
            "map",
            "namespace",
            "null",
            "null_type",
            "package",
            "packaging",
            "quantity",
            "return",
            "service",
            "string",
            "true",
            "uint",
            "var",
            "void",
            "while");

    private Words() {}

    /** A text by language; {@code en} is the one shown when a person's language is missing. */
    static Map<String, String> titles(Value value) {
        return map(value, (language, text) -> {
            if (!LANGUAGE.matcher(language).matches()) {
                text.fault("a language must match " + LANGUAGE + ", was '" + language + "'");
            }
            return text.text();
        });
    }

    /** The entries of a mapping that read well, in the order of the file. */
    static <T> Map<String, T> map(Value value, BiFunction<String, Value, Optional<T>> reader) {
        var read = new LinkedHashMap<String, T>();
        value.entries().orElse(Map.of()).forEach((key, entry) -> reader.apply(key, entry)
                .ifPresent(made -> read.put(key, made)));
        return read;
    }

    static Optional<String> id(Value value) {
        return value.id(text -> matching(text, ID.asMatchPredicate(), "must match " + ID));
    }

    /** A product, or one version of it as {@code product@version}. */
    static Optional<String> version(Value value) {
        return value.id(text -> matching(text, VERSION.asMatchPredicate(), "must be a product or product@version"));
    }

    static Optional<String> operation(Value value) {
        return value.id(text -> matching(text, OPERATION.asMatchPredicate(), "must match " + OPERATION));
    }

    static Optional<String> unit(Value value) {
        return value.id(text -> matching(text, UNIT.asMatchPredicate(), "must be a UN/ECE unit code such as KGM"));
    }

    static Optional<String> mediaType(Value value) {
        return value.id(
                text -> matching(text, MEDIA_TYPE.asMatchPredicate(), "must be a media type such as image/png"));
    }

    /** Notes a fault where a name can not be used in expressions. */
    static void checkName(String name, Value value) {
        if (!NAME.matcher(name).matches()) {
            value.fault("a name must match " + NAME + ", was '" + name + "'");
        } else if (TAKEN.contains(name)) {
            value.fault("a name must not be a word of the expression language, was '" + name + "'");
        }
    }

    private static String matching(String text, Predicate<String> allowed, String rule) {
        if (!allowed.test(text)) {
            throw new IllegalArgumentException(rule + ", was '" + text + "'");
        }
        return text;
    }
}
