package io.lineside.gateway.product.expression;

import io.lineside.config.product.OptionConfig;
import io.lineside.config.source.Expression;
import io.lineside.config.source.FaultLog;
import io.lineside.config.source.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A material name with {@code {option}} where an option's value goes. Only options with a closed set of harmless values
 * may stand in it: choices, whole numbers and flags. Thread-safe.
 */
public final class Template {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    private final String text;

    private Template(String text) {
        this.text = text;
    }

    /**
     * Checks a template.
     *
     * @param options by the name that expressions use
     * @param present options known to have a value wherever the name is made
     */
    public static Optional<Template> compile(
            Expression source, Map<String, OptionConfig> options, Set<String> present, FaultLog faults) {
        int before = faults.size();
        placeholders(source.source()).forEach(name -> check(name, source, options, present, faults));
        String outside = PLACEHOLDER.matcher(source.source()).replaceAll("");
        if (outside.contains("{") || outside.contains("}")) {
            faults.add(source.at(), "must close every { with a }, was '" + source.source() + "'");
        }
        return faults.size() == before ? Optional.of(new Template(source.source())) : Optional.empty();
    }

    private static void check(
            String name, Expression source, Map<String, OptionConfig> options, Set<String> present, FaultLog faults) {
        OptionConfig option = options.get(name);
        if (option == null) {
            faults.add(
                    source.at(),
                    "must use only options it knows, was '{" + name + "}'" + Nearest.hint(name, options.keySet())
                            + "; allowed: " + String.join(", ", options.keySet()));
        } else if (!isHarmless(option)) {
            faults.add(
                    source.at(),
                    "a material name must not depend on free text, decimals or files, was '{" + name
                            + "}'; allowed: choice, palette, integer and boolean options");
        } else if (option.traits().optional() && !present.contains(name)) {
            faults.add(
                    source.at(),
                    "must be guarded where " + name + " may be absent, was '{" + name + "}'; allowed: a when: has("
                            + name + ")");
        }
    }

    private static boolean isHarmless(OptionConfig option) {
        boolean palette = option instanceof OptionConfig.Colour colour
                && !colour.palette().isEmpty();
        return palette
                || option instanceof OptionConfig.Choice
                || option instanceof OptionConfig.Whole
                || option instanceof OptionConfig.Flag;
    }

    private static List<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(found -> found.group(1)).toList();
    }

    /** The name for these values. */
    public String fill(Map<String, Object> values) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(String.valueOf(values.get(found.group(1)))));
    }
}
