package io.lineside.gateway.product.preview;

import io.lineside.gateway.product.expression.CompiledExpression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A drawing with places for options, compiled and free of anything that acts. {@code {{expression}}} stands for a value in
 * texts and attributes, {@code when="condition"} for an element that is only there when it holds. Thread-safe.
 */
public final class SvgTemplate {
    private final Element root;

    SvgTemplate(Element root) {
        this.root = root;
    }

    /**
     * One element.
     *
     * @param children each an {@link Element} or a {@link Filled}
     */
    record Element(
            String name, Map<String, Filled> attributes, Optional<CompiledExpression> when, List<Object> children) {
        Element {
            attributes = new LinkedHashMap<>(attributes);
            children = List.copyOf(children);
        }
    }

    /** The drawing for these values. What a value would make harmful is left out. */
    public String draw(Map<String, Object> values) {
        var svg = new StringBuilder();
        draw(root, values, svg);
        return svg.toString();
    }

    private static void draw(Element element, Map<String, Object> values, StringBuilder svg) {
        if (element.when().isPresent() && !element.when().get().holds(values)) {
            return;
        }
        svg.append('<').append(element.name());
        if (element.name().equals("svg")) {
            svg.append(" xmlns=\"").append(SvgWords.NAMESPACE).append('"');
        }
        element.attributes().forEach((name, filled) -> {
            String value = filled.with(values);
            if (SvgWords.isHarmless(value)) {
                svg.append(' ')
                        .append(name)
                        .append("=\"")
                        .append(SvgWords.escaped(value))
                        .append('"');
            }
        });
        svg.append('>');
        for (Object child : element.children()) {
            if (child instanceof Element inner) {
                draw(inner, values, svg);
            } else {
                svg.append(SvgWords.escaped(((Filled) child).with(values)));
            }
        }
        svg.append("</").append(element.name()).append('>');
    }
}
