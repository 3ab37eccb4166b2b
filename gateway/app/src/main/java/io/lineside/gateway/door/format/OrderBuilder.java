package io.lineside.gateway.door.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lineside.config.product.OptionConfig;
import io.lineside.config.product.ProductConfig;
import io.lineside.gateway.product.Catalog;
import io.lineside.gateway.product.CompiledProduct;
import io.lineside.gateway.product.OptionFault;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds one order of texts, each with the place where it stood. A text becomes what its option is, by the product; one
 * that can not is left as it is, for intake to refuse. Confined to one thread.
 */
final class OrderBuilder {
    /** Blocks of an item by the prefix of a name; a name with another is of the options. */
    static final List<String> BLOCKS = List.of(OptionFault.PACKAGING, OptionFault.DELIVERY, OptionFault.SERVICE);

    private static final int LONGEST_NUMBER = 30;

    private final Catalog catalog;
    private final ObjectNode order = JsonNodeFactory.instance.objectNode();
    private final Map<String, String> places = new LinkedHashMap<>();
    private final ArrayNode items = JsonNodeFactory.instance.arrayNode();
    private Optional<ProductConfig> product = Optional.empty();

    OrderBuilder(Catalog catalog, String place) {
        this.catalog = catalog;
        places.put("", place);
    }

    /** Says something about the whole order. */
    void order(String name, String text, String place) {
        set(order, name, text, name.equals("priority"));
        places.put("/" + name, place);
    }

    /** Begins an item. */
    void item(String id, Optional<String> version, String place) {
        product = version.flatMap(OrderBuilder::number)
                .map(number -> catalog.find(id, number.intValue()))
                .orElseGet(() -> catalog.find(id))
                .map(CompiledProduct::config);
        items.addObject();
        places.put(at(), place);
        own("product", id, place);
        version.ifPresent(text -> own("version", text, place));
    }

    /** Says something about the last item itself. */
    void own(String name, String text, String place) {
        set(item(), name, text, !name.equals("product"));
        places.put(at() + "/" + name, place);
    }

    /**
     * What a document says of one value.
     *
     * @param unit empty where none was given
     */
    record Said(String text, String unit, String place) {}

    /**
     * Says a value of the last item.
     *
     * @param block of the item
     * @param path name of the value, or names where it has parts
     */
    void value(String block, List<String> path, Said said) {
        ObjectNode into = item().withObjectProperty(block);
        var pointer = new StringBuilder(at()).append('/').append(block);
        for (String name : path.subList(0, path.size() - 1)) {
            into = into.withObjectProperty(name);
            pointer.append('/').append(escaped(name));
        }
        String last = path.get(path.size() - 1);
        places.put(pointer.append('/').append(escaped(last)).toString(), said.place());
        if (said.unit().isBlank()) {
            typed(into, last, option(block, path), said.text());
        } else {
            ObjectNode measure = into.putObject(last);
            set(measure, "value", said.text(), true);
            measure.put("unit", said.unit());
        }
    }

    OrderText built() {
        if (!items.isEmpty()) {
            order.set("items", items);
        }
        return new OrderText(order.toString(), places);
    }

    private void typed(ObjectNode into, String name, Optional<OptionConfig> option, String text) {
        String plain = text.strip();
        Optional<BigDecimal> number = option.filter(found -> found instanceof OptionConfig.Whole
                        || found instanceof OptionConfig.Decimal
                        || found instanceof OptionConfig.Dimension
                        || (found instanceof OptionConfig.FileReference && name.equals("size")))
                .flatMap(found -> number(plain));
        boolean flag = option.filter(OptionConfig.Flag.class::isInstance).isPresent();
        String[] parts = plain.split(" +", 2);
        if (number.isPresent()) {
            into.put(name, number.get());
        } else if (flag && (plain.equalsIgnoreCase("true") || plain.equalsIgnoreCase("false"))) {
            into.put(name, Boolean.parseBoolean(plain));
        } else if (option.filter(OptionConfig.Dimension.class::isInstance).isPresent()
                && parts.length == 2
                && number(parts[0]).isPresent()) {
            into.putObject(name).put("value", number(parts[0]).get()).put("unit", parts[1]);
        } else {
            into.put(name, text);
        }
    }

    private Optional<OptionConfig> option(String block, List<String> path) {
        return product.map(found -> switch (block) {
                    case OptionFault.PACKAGING -> found.packaging();
                    case OptionFault.DELIVERY -> found.delivery();
                    case OptionFault.SERVICE -> found.service();
                    default -> found.options();
                })
                .flatMap(options -> Optional.ofNullable(options.get(path.get(0))));
    }

    private static void set(ObjectNode into, String name, String text, boolean number) {
        Optional<BigDecimal> exact = number ? number(text.strip()) : Optional.empty();
        exact.ifPresentOrElse(found -> into.put(name, found), () -> into.put(name, text));
    }

    private ObjectNode item() {
        return (ObjectNode) items.get(items.size() - 1);
    }

    private String at() {
        return "/items/" + (items.size() - 1);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return text.length() <= LONGEST_NUMBER ? Optional.of(new BigDecimal(text)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
