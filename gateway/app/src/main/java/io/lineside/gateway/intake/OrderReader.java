package io.lineside.gateway.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.gateway.intake.Intake.Received;
import io.lineside.gateway.plan.ItemDraft;
import io.lineside.gateway.plan.OrderDraft;
import io.lineside.gateway.product.Catalog;
import io.lineside.gateway.product.CompiledProduct;
import io.lineside.gateway.product.Configuration;
import io.lineside.gateway.product.Configured;
import io.lineside.gateway.product.OptionFault;
import io.lineside.gateway.product.Ordered;
import io.lineside.gateway.product.ProductSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a platform's order against the catalog; every fault is named in one answer. Thread-safe. */
final class OrderReader {
    private static final int MOST_ITEMS = 1_000;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    /** Four digits of a year are what the lines' date formats have room for. */
    private static final Instant AFTER_LATEST = Instant.parse("+10000-01-01T00:00:00Z");

    /** What an external id may look like. */
    static final Pattern EXTERNAL_ID = Pattern.compile("[\\x21-\\x7E]{1,100}");

    /** What an item may say. */
    static final String[] ITEM_FIELDS = {
        "product",
        "version",
        "quantity",
        OptionFault.OPTIONS,
        OptionFault.PACKAGING,
        OptionFault.DELIVERY,
        OptionFault.SERVICE
    };

    private static final Pattern PRODUCT_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Catalog catalog;

    OrderReader(Catalog catalog) {
        this.catalog = catalog;
    }

    /** A {@link Received} submission, or the {@link IntakeResult} that refuses it. */
    static Object receive(IntakeCall call) {
        try {
            return Received.of(call, Json.read(call.body()));
        } catch (JsonProcessingException e) {
            return new IntakeResult.Unreadable(e.getOriginalMessage() + where(e));
        }
    }

    /**
     * What an order says, as far as it is right.
     *
     * @param draft of the items that are right; the whole order where there are no causes
     */
    record Read(OrderDraft draft, List<Cause> causes) {
        Read {
            causes = List.copyOf(causes);
        }
    }

    Read read(Received submission) {
        JsonNode body = submission.body().root();
        List<Cause> causes = new ArrayList<>();
        var order = new Fields(body, "", causes, "externalId", "items", "priority", "requestedBy");
        var draft = new OrderDraft(
                submission.call().tenant(),
                order.text("externalId", false, EXTERNAL_ID),
                body.isObject() ? items(order, causes) : List.of(),
                order.whole("priority", false, Short.MIN_VALUE, Short.MAX_VALUE).orElse(0),
                order.instant("requestedBy", EARLIEST, AFTER_LATEST));
        return new Read(draft, causes);
    }

    private List<ItemDraft> items(Fields order, List<Cause> causes) {
        JsonNode items = order.node("items");
        if (!items.isArray() || items.isEmpty() || items.size() > MOST_ITEMS) {
            String rule = items.isMissingNode() ? "required" : items.isArray() ? "range" : "type";
            order.fault("/items", rule, items, "a list of 1 to " + MOST_ITEMS + " items", "must be a list of items");
            return List.of();
        }
        List<ItemDraft> drafts = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            item(items.get(i), i, causes).ifPresent(drafts::add);
        }
        return drafts;
    }

    private Optional<ItemDraft> item(JsonNode node, int index, List<Cause> causes) {
        var item = new Fields(node, "/items/" + index, causes, ITEM_FIELDS);
        if (!node.isObject()) {
            return Optional.empty();
        }
        Optional<Integer> quantity = item.whole("quantity", true, 1, ProductSchema.MOST_PIECES);
        Optional<CompiledProduct> product = product(item);
        if (product.isEmpty()) {
            return Optional.empty();
        }
        Configuration configuration = product.get().configure(ordered(item));
        if (configuration instanceof Configuration.Refused refused) {
            refused.faults().forEach(fault -> causes.add(cause(index, fault)));
            return Optional.empty();
        }
        return quantity.map(pieces -> new ItemDraft(index + 1, product.get(), (Configured) configuration, pieces));
    }

    /** The blocks of an item, with nothing in them checked. */
    static Ordered ordered(Fields item) {
        return new Ordered(
                item.plain(OptionFault.OPTIONS),
                item.plain(OptionFault.PACKAGING),
                item.plain(OptionFault.DELIVERY),
                item.plain(OptionFault.SERVICE));
    }

    /** The version of the product that an item is of. */
    Optional<CompiledProduct> product(Fields item) {
        Optional<String> id = item.text("product", true, PRODUCT_ID);
        Optional<Integer> version = item.whole("version", false, 1, Integer.MAX_VALUE);
        if (id.isEmpty() || (version.isEmpty() && item.has("version"))) {
            return Optional.empty();
        }
        if (catalog.find(id.get()).isEmpty()) {
            item.fault(
                    item.at("product"),
                    "unknown-product",
                    item.node("product"),
                    String.join(", ", catalog.ids()),
                    "is not made here");
            return Optional.empty();
        }
        Optional<CompiledProduct> found =
                version.isPresent() ? catalog.find(id.get(), version.get()) : catalog.find(id.get());
        if (found.isEmpty()) {
            item.fault(
                    item.at("version"),
                    "unknown-version",
                    item.node("version"),
                    catalog.versions(id.get()).toString(),
                    "this version of the product is not made here");
        }
        return found;
    }

    /** A fault of the item with this index, in the words of a platform. */
    static Cause cause(int index, OptionFault fault) {
        String pointer = "/items/" + index + "/" + fault.block()
                + (fault.name().isEmpty()
                        ? ""
                        : "/" + fault.name().replace("~", "~0").replace("/", "~1"));
        return new Cause(pointer, fault.rule(), fault.was(), fault.allowed(), fault.must(), fault.reasons());
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }
}
