package io.lineside.gateway.product;

import io.lineside.config.product.MeasureUnit;
import io.lineside.config.product.OptionConfig;
import java.util.stream.Collectors;

/** Says in words what an option takes. */
final class Allowed {
    private Allowed() {}

    static String values(OptionConfig option) {
        if (option instanceof OptionConfig.Choice choice) {
            return String.join(", ", choice.values());
        }
        if (option instanceof OptionConfig.Whole whole) {
            return "whole numbers from " + whole.min() + " to " + whole.max()
                    + (whole.step() == 1 ? "" : " in steps of " + whole.step());
        }
        if (option instanceof OptionConfig.Decimal decimal) {
            return "numbers " + decimal.bounds();
        }
        if (option instanceof OptionConfig.Dimension dimension) {
            return "numbers " + dimension.bounds() + ", in " + dimension.unit() + " or as { value, unit } in "
                    + dimension.unit().convertible().stream()
                            .map(MeasureUnit::name)
                            .collect(Collectors.joining(", "));
        }
        if (option instanceof OptionConfig.Colour colour) {
            return colour.palette().isEmpty()
                    ? "#rrggbb"
                    : String.join(", ", colour.palette().keySet());
        }
        if (option instanceof OptionConfig.FileReference file) {
            return "{ url, sha256, mediaType, size } of at most " + file.maxSize() + " in "
                    + String.join(", ", file.mediaTypes());
        }
        return option instanceof OptionConfig.Text text ? text(text) : "true, false";
    }

    private static String text(OptionConfig.Text text) {
        return "text of 1 to " + text.maxLength() + " characters in "
                + text.charset().text()
                + text.pattern().map(found -> " that matches " + found).orElse("");
    }
}
