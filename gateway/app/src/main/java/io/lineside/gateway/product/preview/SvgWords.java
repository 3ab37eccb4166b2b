package io.lineside.gateway.product.preview;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The part of SVG that draws and does nothing else: no script, no style sheet, no link, nothing from elsewhere. */
final class SvgWords {
    static final String NAMESPACE = "http://www.w3.org/2000/svg";
    static final Set<String> ELEMENTS = Set.of(
            "svg",
            "g",
            "defs",
            "title",
            "desc",
            "path",
            "rect",
            "circle",
            "ellipse",
            "line",
            "polyline",
            "polygon",
            "text",
            "tspan",
            "linearGradient",
            "radialGradient",
            "stop",
            "clipPath");
    static final Set<String> ATTRIBUTES = Set.of(
            "viewBox",
            "width",
            "height",
            "x",
            "y",
            "x1",
            "y1",
            "x2",
            "y2",
            "cx",
            "cy",
            "r",
            "rx",
            "ry",
            "dx",
            "dy",
            "d",
            "points",
            "transform",
            "fill",
            "fill-opacity",
            "fill-rule",
            "stroke",
            "stroke-width",
            "stroke-opacity",
            "stroke-linecap",
            "stroke-linejoin",
            "stroke-dasharray",
            "opacity",
            "font-family",
            "font-size",
            "font-weight",
            "font-style",
            "text-anchor",
            "dominant-baseline",
            "letter-spacing",
            "id",
            "offset",
            "stop-color",
            "stop-opacity",
            "gradientUnits",
            "gradientTransform",
            "clip-path",
            "clip-rule",
            "role",
            "preserveAspectRatio",
            "textLength",
            "lengthAdjust");

    // A reference may only be to a part of the same drawing.
    private static final Pattern HARMLESS =
            Pattern.compile("(?:[A-Za-z0-9#.,%+\\-_ \\n\\t()']|url\\(#[A-Za-z0-9_-]+\\))*");

    private SvgWords() {}

    /** Whether an attribute may have this value. */
    static boolean isHarmless(String value) {
        boolean refers = value.replaceAll("url\\(#[A-Za-z0-9_-]+\\)", "")
                .toLowerCase(Locale.ROOT)
                .contains("url(");
        return HARMLESS.matcher(value).matches() && !refers;
    }

    /** Text as XML can have it, in an element or between quotes. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
